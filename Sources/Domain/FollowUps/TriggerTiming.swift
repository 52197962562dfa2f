/// When a trigger fires, as a person writes it: `2 business days before due at 10:00`, `overdue`, `30 minutes after entered`.
public struct TriggerTiming: Hashable, Sendable {
    public enum Basis: String, CaseIterable, Sendable {
        /// The instant, or the civil date, of entering the status.
        case entered
        /// The status due date.
        case due
        /// The instant from which the customer is overdue.
        case overdue
        /// The customer's birthday, every year; on 28 February where there is no 29th.
        case birthday
        /// Its anniversary, likewise.
        case anniversary
        /// The instant at which work on a task began.
        case taskStart = "task start"
        /// The due date of a task.
        case taskDue = "task due"
        /// The instant at which a task was done.
        case taskCompleted = "task completed"

        /// Due-based follow-ups are planned anew when the due date moves.
        public var isDueBased: Bool { self == .due || self == .overdue || self == .taskDue }

        public var isYearly: Bool { self == .birthday || self == .anniversary }

        public var subject: FollowUpSubject {
            switch self {
            case .entered, .due, .overdue: .period
            case .birthday, .anniversary: .customer
            case .taskStart, .taskDue, .taskCompleted: .task
            }
        }

        /// There is a time before it at which it is known.
        var hasBefore: Bool { isDueBased || isYearly }
    }

    public enum Direction: String, CaseIterable, Sendable {
        case before, after
    }

    public let basis: Basis
    public let offset: TimeSpan?
    public let direction: Direction
    /// Local time of the firing day; only with civil units or no offset. nil: the calendar's first opening.
    public let timeOfDay: TimeOfDay?

    /// nil where the parts contradict each other: before entering, or a time of day with an exact offset.
    public init?(basis: Basis, offset: TimeSpan? = nil, direction: Direction = .after, timeOfDay: TimeOfDay? = nil) {
        if direction == .before && !basis.hasBefore { return nil }
        if direction == .before && offset == nil { return nil }
        if offset?.isOfInstants == true && timeOfDay != nil { return nil }
        self.basis = basis
        self.offset = offset
        self.direction = direction
        self.timeOfDay = timeOfDay
    }

    /// Fires ahead of the due date, so there is no point in it once that has passed.
    public var isBeforeDue: Bool { direction == .before && basis.isDueBased }
}

extension TriggerTiming: LosslessStringConvertible {
    public init?(_ text: String) {
        var words = text.lowercased().split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        var timeOfDay: TimeOfDay?
        if words.count >= 3, words[words.count - 2] == "at" {
            guard let time = TimeOfDay(words[words.count - 1]) else { return nil }
            timeOfDay = time
            words.removeLast(2)
        }
        guard var last = words.popLast() else { return nil }
        if words.last == "task" { last = "\(words.removeLast()) \(last)" }
        guard let basis = Basis(rawValue: last) else { return nil }
        guard let word = words.popLast() else {
            self.init(basis: basis, timeOfDay: timeOfDay)
            return
        }
        guard let direction = Direction(rawValue: word), let offset = TimeSpan(words.joined(separator: " "))
        else { return nil }
        self.init(basis: basis, offset: offset, direction: direction, timeOfDay: timeOfDay)
    }

    public var description: String {
        let start = offset.map { "\($0) \(direction.rawValue) " } ?? ""
        let end = timeOfDay.map { " at \($0)" } ?? ""
        return start + basis.rawValue + end
    }
}

extension TriggerTiming {
    /// The instant from which the customer is overdue.
    public static let whenOverdue = TriggerTiming(overdue: ())

    private init(overdue: Void) {
        basis = .overdue
        offset = nil
        direction = .after
        timeOfDay = nil
    }
}
