import Domain

/// A change of a status: the members named get a value, the others stay.
public struct StatusEdit: Sendable {
    public var name: String?
    public var text: String?
    /// `.some(nil)`: none.
    public var duration: TimeSpan??
    public var isActive: Bool?
    public var allows: Set<String>?
    public var isLoyalty: Bool?
    public var isInitial: Bool?
    public var successors: Set<String>?
    /// `.some(nil)`: none.
    public var entryRule: SearchExpression??
    public var isReasonRequired: Bool?
    public var messageOnEntry: Expectation?
    public var taskOnEntry: Expectation?

    public init() {}

    func applied(to specification: StatusSpecification) -> StatusSpecification {
        var new = specification
        if let name { new.name = name }
        if let text { new.text = text }
        if let duration { new.duration = duration }
        if let isActive { new.isActive = isActive }
        if let allows { new.allows = allows }
        if let isLoyalty { new.isLoyalty = isLoyalty }
        if let isInitial { new.isInitial = isInitial }
        if let successors { new.successors = successors }
        if let entryRule { new.entryRule = entryRule }
        if let isReasonRequired { new.isReasonRequired = isReasonRequired }
        if let messageOnEntry { new.messageOnEntry = messageOnEntry }
        if let taskOnEntry { new.taskOnEntry = taskOnEntry }
        return new
    }
}

/// Where something goes in its list.
public enum Place: Hashable, Sendable {
    case up, down
    /// From 1.
    case position(Int)

    /// The order of `ids` after `id` has moved; beyond an end means to that end.
    func moving(_ id: Int64, in ids: [Int64]) -> [Int64] {
        guard let index = ids.firstIndex(of: id) else { return ids }
        let target =
            switch self {
            case .up: index - 1
            case .down: index + 1
            case .position(let position): position - 1
            }
        var moved = ids
        moved.remove(at: index)
        moved.insert(id, at: min(max(target, 0), moved.count))
        return moved
    }
}

/// A status as texts, for the audit trail and the plan of a workflow.
enum StatusTexts {
    static func of(_ status: StatusSpecification) -> [String: String] {
        [
            "name": status.name, "description": status.text, "duration": status.duration?.description ?? "",
            "active": String(status.isActive), "allows": status.allows.sorted().joined(separator: ","),
            "loyalty": String(status.isLoyalty), "initial": String(status.isInitial),
            "successors": status.successors.sorted().joined(separator: ","),
            "entryRule": status.entryRule?.description ?? "",
            "reasonRequired": String(status.isReasonRequired), "messageOnEntry": status.messageOnEntry.rawValue,
            "taskOnEntry": status.taskOnEntry.rawValue,
        ]
    }
}
