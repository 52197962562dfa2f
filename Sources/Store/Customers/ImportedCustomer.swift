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

/// What a row of a file says of a customer, column by column. A column that the file has not is not spoken of.
public struct ImportedCustomer: Sendable {
    public var number: String?
    /// The fields that the file has columns for, an empty text for an empty cell.
    public var edit: CustomerEdit
    public var status: String?
    public var reason: String?
    public var entered: CustomerDraft.EntryTime?
    public var dueOn: CivilDate?
    public var note: String
    public var createdAt: Timestamp?
    public var activatedOn: CivilDate?
    public var pausedUntil: CivilDate?
    /// Every stay, as an export writes them; takes the place of status, reason, entered, dueOn and note when the customer is added.
    public var history: [ExportedPeriod]
    public var notes: [ExportedNote]
    /// Numbers of customers that were merged into this one.
    public var formerNumbers: [String]

    public init(
        number: String? = nil, edit: CustomerEdit = CustomerEdit(), status: String? = nil, reason: String? = nil,
        entered: CustomerDraft.EntryTime? = nil, dueOn: CivilDate? = nil, note: String = "",
        createdAt: Timestamp? = nil,
        activatedOn: CivilDate? = nil, pausedUntil: CivilDate? = nil, history: [ExportedPeriod] = [],
        notes: [ExportedNote] = [], formerNumbers: [String] = []
    ) {
        self.number = number
        self.edit = edit
        self.status = status
        self.reason = reason
        self.entered = entered
        self.dueOn = dueOn
        self.note = note
        self.createdAt = createdAt
        self.activatedOn = activatedOn
        self.pausedUntil = pausedUntil
        self.history = history
        self.notes = notes
        self.formerNumbers = formerNumbers
    }

    /// Whether it can be added together with others: it has no history, and looks for no number of theirs.
    var canGoTogether: Bool {
        number != nil && history.isEmpty && formerNumbers.isEmpty && (edit.fields[.parent] ?? "").isEmpty
    }

    /// The customer as one to be added.
    /// - Throws: `CustomerFieldError`
    func draft() throws(CustomerFieldError) -> CustomerDraft {
        CustomerDraft(
            number: number, details: try edit.applied(to: CustomerDetails(name: "")), status: status, entered: entered,
            dueOn: dueOn, note: note, reason: reason)
    }
}

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
