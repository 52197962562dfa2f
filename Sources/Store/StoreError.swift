import Domain
import GRDB

/// Whatever the store refuses or cannot do. The message is one sentence for a person.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: Hashable, Sendable {
        case customerNotFound(number: String)
        case statusNotFound(code: String)
        case reasonNotFound(status: String, code: String)
        case statusInUse(code: String, customers: Int)
        case reasonInUse(code: String, customers: Int)
        case searchNotFound(code: String)
        case teamNotFound(code: String)
        case groupNotFound(code: String)
        /// Where in the text, in characters from 1, and what should stand there.
        case invalidExpression(position: Int, expected: String)
        case triggerNotFound(code: String)
        case templateNotFound(code: String)
        case userNotFound(code: String)
        case branchNotFound(code: String)
        case calendarNotFound(code: String)
        case followUpNotFound(id: Int64)
        case taskNotFound(id: Int64)
        case messageNotFound(id: Int64)
        case jobNotFound(code: String)
        case jobRunning(code: String)
        case importNotFound
        case workflowChanged
        case codeTaken(kind: String, code: String)
        case numberUnavailable(number: String)
        /// Every reason a change was refused for.
        case changeRejected(reasons: [String])
        case invalidValue(field: String)
        case versionConflict(current: Int)
        case wrongState(state: String)
        /// A role or a security group does not let the caller do it.
        case notPermitted
        case possibleDuplicate(numbers: [String])
        case noInitialStatus
        /// The customer is erased, under that number, but for bytes in the files.
        case erasureUnfinished(number: String)
        /// The disk is full or cannot be written; what was asked for was not done.
        case storageFull
        /// Another process has the state directory.
        case alreadyRunning
        case newerSchema
        case corrupt
        case unusableDirectory
        /// The database file is not where it was opened.
        case databaseMissing
        /// Somebody reads an older state of the database for too long.
        case databaseRead
        case database
    }

    public let code: Code
    public let message: String
    /// What SQLite or the system said.
    public let cause: String?
    /// The caller lacks the right, whatever else is wrong.
    public let isDenial: Bool

    public init(_ code: Code, _ message: String, cause: String? = nil, isDenial: Bool? = nil) {
        self.isDenial = isDenial ?? (code == .notPermitted)
        self.code = code
        self.message = message
        self.cause = cause
    }

    public var description: String { cause.map { "\(message) (\($0))" } ?? message }

    static func customerNotFound(_ number: String) -> StoreError {
        StoreError(
            .customerNotFound(number: number), "There is no customer \(number); see `followupctl customer list`.")
    }

    static func statusNotFound(_ code: String) -> StoreError {
        StoreError(.statusNotFound(code: code), "There is no status \(code); see `followupctl status list`.")
    }

    static func templateNotFound(_ code: String) -> StoreError {
        StoreError(.templateNotFound(code: code), "There is no template \(code); see `followupctl template list`.")
    }

    static func invalidExpression(_ error: SearchSyntaxError) -> StoreError {
        StoreError(.invalidExpression(position: error.position, expected: error.expected), error.description)
    }

    static func codeTaken(_ kind: String, _ code: String) -> StoreError {
        StoreError(.codeTaken(kind: kind, code: code), "The \(kind) code \(code) is taken; choose another.")
    }

    static func invalid(_ field: String, _ objection: String) -> StoreError {
        StoreError(
            .invalidValue(field: field), "\(field) is refused: it \(objection)\(objection.hasSuffix(".") ? "" : ".")")
    }
}

extension StoreError {
    /// A database error as a person should hear it; other errors as they are.
    static func translating(_ error: any Error) -> any Error {
        if error is RowDecodingError {
            // What it says of itself holds the row, and so customers.
            return StoreError(.corrupt, "A row of the database cannot be read; stop followupd and restore a backup.")
        }
        guard let error = error as? DatabaseError else { return error }
        let cause = error.message
        switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN:
            return StoreError(
                .storageFull,
                "The change was not made: the disk is full or cannot be written; make room and try again.",
                cause: cause)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return StoreError(
                .corrupt, "The database is damaged; stop followupd and restore a backup.", cause: cause)
        default:
            return StoreError(.database, "The database refused the change; please report this.", cause: cause)
        }
    }
}
