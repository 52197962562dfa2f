import Domain

/// One row of an import: where it stood, and what it says, or why it cannot be read.
public struct ImportRow: Sendable {
    /// Line of the file on which the row begins, counted from 1.
    public let line: Int
    public let content: Result<ImportedCustomer, ImportRowError>

    public init(line: Int, content: Result<ImportedCustomer, ImportRowError>) {
        self.line = line
        self.content = content
    }
}

/// Why a row was not taken, in one sentence.
public struct ImportRowError: Error, Hashable, Sendable {
    public let reason: String

    public init(reason: String) { self.reason = reason }
}
