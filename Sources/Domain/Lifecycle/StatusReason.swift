/// Why a customer is in a status; each status has its own list.
public struct StatusReason: Hashable, Sendable, Identifiable {
    public let id: Int64
    public var specification: ReasonSpecification
    public var position: Int
    public var isRetired: Bool

    public init(id: Int64, specification: ReasonSpecification, position: Int, isRetired: Bool) {
        self.id = id
        self.specification = specification
        self.position = position
        self.isRetired = isRetired
    }

    public var code: String { specification.code }
    public var name: String { specification.name }
}

/// What a person says of a reason when adding it.
public struct ReasonSpecification: Hashable, Sendable {
    /// Immutable, unique within the status.
    public var code: String
    public var name: String

    public init(code: String, name: String) {
        self.code = code
        self.name = name
    }
}
