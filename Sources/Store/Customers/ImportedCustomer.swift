import Domain

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
