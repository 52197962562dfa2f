import Domain

/// A note as it stands in a file; the instant in milliseconds.
public struct ExportedNote: Codable, Hashable, Sendable {
    public var at: Int64
    public var by: String
    public var text: String
}

/// A stay as it stands in a file: everything that the database has of it, codes for rows, instants in milliseconds.
public struct ExportedPeriod: Codable, Hashable, Sendable {
    public var uuid: String
    public var status: String
    public var reason: String?
    public var enteredAt: Int64
    public var enteredBy: String
    public var recordedAt: Int64
    public var duration: String?
    public var dueOn: String?
    public var overdueAt: Int64?
    public var dueOverridden: Bool
    public var round: Int
    public var note: String
    public var leftAt: Int64?
    public var leftBy: String?
    public var ending: String?
}
