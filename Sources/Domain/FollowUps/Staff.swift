/// Somebody of the office, as a rule names them: `owner`, `user:ana`, `team:sales`.
public enum Staff: Hashable, Sendable {
    /// Whoever owns the customer at that time.
    case owner
    /// Whose the task is that the rule is about.
    case assignee
    /// Code of the user.
    case user(String)
    /// Code of the team.
    case team(String)
}

extension Staff: LosslessStringConvertible {
    public init?(_ text: String) {
        switch text {
        case "owner":
            self = .owner
            return
        case "assignee":
            self = .assignee
            return
        default: break
        }
        let parts = text.split(separator: ":", maxSplits: 1).map { $0.trimmed }
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        switch parts[0] {
        case "user": self = .user(parts[1])
        case "team": self = .team(parts[1])
        default: return nil
        }
    }

    public var description: String {
        switch self {
        case .owner: "owner"
        case .assignee: "assignee"
        case .user(let code): "user:\(code)"
        case .team(let code): "team:\(code)"
        }
    }
}

extension Staff {
    /// Somebody by himself, apart from any customer: `ana`, `user:ana` or `team:sales`.
    public static func recipient(_ text: String) -> Staff? { Staff(text) ?? Staff("user:\(text)") }
}

/// Whose a task is: the first that there is and that is active, `owner, user:ana, team:sales`.
public struct AssigneeRule: Hashable, Sendable {
    /// Never empty.
    public let candidates: [Staff]

    public static let owner = AssigneeRule(only: .owner)

    private init(only staff: Staff) { candidates = [staff] }

    /// nil for none, and for more than ten.
    public init?(_ candidates: [Staff]) {
        guard (1...10).contains(candidates.count) else { return nil }
        self.candidates = candidates
    }
}

extension AssigneeRule: LosslessStringConvertible {
    public init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Staff($0.trimmed) }
        guard parts.allSatisfy({ $0 != nil }) else { return nil }
        self.init(parts.compactMap { $0 })
    }

    public var description: String { candidates.map(\.description).joined(separator: ", ") }
}

/// For whom a message is: the customer, or somebody of the office.
public enum Recipient: Hashable, Sendable {
    case customer
    case staff(Staff)

    public static let owner = Recipient.staff(.owner)
}

extension Recipient: LosslessStringConvertible {
    public init?(_ text: String) {
        if text == "customer" {
            self = .customer
        } else if let staff = Staff(text) {
            self = .staff(staff)
        } else {
            return nil
        }
    }

    public var description: String {
        switch self {
        case .customer: "customer"
        case .staff(let staff): staff.description
        }
    }
}

extension StringProtocol {
    /// Without blanks at both ends.
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
