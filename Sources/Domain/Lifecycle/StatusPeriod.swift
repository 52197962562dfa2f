/// One stay of one customer in one status. The history of a customer is the list of these; the one without `leftAt` is the present.
public struct StatusPeriod: Hashable, Sendable, Identifiable {
    public let id: Int64
    /// Names the period outside the database, for Message-IDs: row ids of a restored database could repeat.
    public let uuid: PeriodUUID
    public let customerID: Int64
    public let statusID: Int64
    public let enteredAt: Timestamp
    public let enteredBy: String
    /// The status' duration when the stay began: a later edit of the status does not reach it. nil: for ever.
    public let duration: TimeSpan?
    /// nil: never overdue.
    public let due: DueDate?
    /// A person set the due date; recalculation leaves it alone.
    public let isDueOverridden: Bool
    /// Grows when the due date is moved into the future after a due-based follow-up fired (DESIGN 2.3).
    public let round: Int
    public let note: String
    /// Row of the status reason.
    public let reasonID: Int64?
    /// When the entering was recorded; later than `enteredAt` where somebody entered a change that had happened before.
    public let recordedAt: Timestamp
    public let leftAt: Timestamp?
    public let leftBy: String?
    /// nil while it is open.
    public let ending: PeriodEnding?

    public init(
        id: Int64, uuid: PeriodUUID, customerID: Int64, statusID: Int64, enteredAt: Timestamp, enteredBy: String,
        due: DueDate?, isDueOverridden: Bool = false, round: Int = 0, note: String = "", reasonID: Int64? = nil,
        recordedAt: Timestamp? = nil, duration: TimeSpan? = nil, leftAt: Timestamp? = nil, leftBy: String? = nil,
        ending: PeriodEnding? = nil
    ) {
        self.id = id
        self.uuid = uuid
        self.customerID = customerID
        self.statusID = statusID
        self.enteredAt = enteredAt
        self.enteredBy = enteredBy
        self.duration = duration
        self.due = due
        self.isDueOverridden = isDueOverridden
        self.round = round
        self.note = note
        self.reasonID = reasonID
        self.recordedAt = recordedAt ?? enteredAt
        self.leftAt = leftAt
        self.leftBy = leftBy
        self.ending = ending
    }

    /// Still in the status after its due date has passed: a comparison, never a stored flag.
    public func isOverdue(at now: Timestamp) -> Bool {
        guard leftAt == nil, let due else { return false }
        return due.overdueAt <= now
    }
}

/// How a stay ended.
public enum PeriodEnding: String, CaseIterable, Sendable {
    /// Another status followed.
    case changed
    /// The customer was merged into another.
    case merged
    /// The customer was erased.
    case erased
}

/// A UUID of version 7 (RFC 9562, section 5.7), written as 32 hexadecimal digits without dashes. Those that followupd made before it
/// counted time into them are random throughout.
public struct PeriodUUID: Hashable, Sendable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// 74 random bits after the time: what is made together lies together in an index, where random ones would each change a page of their own.
    public static func make(at now: Timestamp) -> PeriodUUID {
        let time = UInt64(max(0, now.milliseconds)) << 16
        let version: UInt64 = 7 << 12
        let variant: UInt64 = 0b10 << 62
        return PeriodUUID(
            high: time | version | .random(in: 0..<1 << 12), low: variant | .random(in: 0..<1 << 62))
    }

    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        func word(_ part: some Sequence<UInt8>) -> UInt64 { part.reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(high: word(bytes.prefix(8)), low: word(bytes.dropFirst(8)))
    }

    public var bytes: [UInt8] {
        [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
    }
}

extension PeriodUUID: LosslessStringConvertible {
    /// Reads 32 hexadecimal digits.
    public init?(_ text: String) {
        guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
            let low = UInt64(text.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }

    public var description: String {
        [high, low].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
