/// What a plan is made for, with what its triggers count from.
public enum PlanSubject: Hashable, Sendable {
    case period(StatusPeriod)
    case task(PlannedTask)
    case customer(birthday: CivilDate?, anniversary: CivilDate?)

    /// The due date that due-based triggers count from.
    public var due: DueDate? {
        switch self {
        case .period(let period): period.due
        case .task(let task): task.due
        case .customer: nil
        }
    }

    /// Only what the due date moves is planned anew in another round.
    public func round(of basis: TriggerTiming.Basis) -> Int {
        switch self {
        case .period(let period): basis.isDueBased ? period.round : 0
        case .task(let task): basis.isDueBased ? task.round : task.reopenings
        case .customer: 0
        }
    }

    func takes(_ rule: TriggerSpecification) -> Bool {
        switch (self, rule.timing.basis.subject) {
        case (.period, .period), (.customer, .customer): true
        case (.task(let task), .task): rule.taskType == nil || rule.taskType == task.type
        default: false
        }
    }

    /// - Parameter year: of a yearly basis.
    func anchor(of basis: TriggerTiming.Basis, year: Int, in zone: ZoneRules) -> TriggerAnchor? {
        switch (self, basis) {
        case (.period(let period), .entered): .at(period.enteredAt, notBefore: period.enteredAt, zone)
        case (.period(let period), .due), (.period(let period), .overdue):
            period.due.map { .due($0, isInstant: basis == .overdue, notBefore: period.enteredAt) }
        case (.task(let task), .taskStart): task.startedAt.map { .at($0, notBefore: $0, zone) }
        case (.task(let task), .taskDue):
            task.isOpen ? .due(task.due, isInstant: false, notBefore: task.createdAt) : nil
        case (.task(let task), .taskCompleted): task.completedAt.map { .at($0, notBefore: $0, zone) }
        case (.customer(let birthday, _), .birthday): birthday.flatMap { .on($0, in: year, zone) }
        case (.customer(_, let anniversary), .anniversary): anniversary.flatMap { .on($0, in: year, zone) }
        default: nil
        }
    }
}

/// A task as its triggers see it.
public struct PlannedTask: Hashable, Sendable {
    public let type: TaskType
    public let createdAt: Timestamp
    public let due: DueDate
    /// When work on it began; nil: it has not.
    public let startedAt: Timestamp?
    /// When it was done; nil: it is not.
    public let completedAt: Timestamp?
    /// Neither done nor cancelled.
    public let isOpen: Bool
    /// Grows when it is snoozed or reopened: what hangs on the due date is watched again.
    public let round: Int
    /// How often it was reopened: what hangs on start and completion may happen again.
    public let reopenings: Int

    public init(
        type: TaskType, createdAt: Timestamp, due: DueDate, startedAt: Timestamp?, completedAt: Timestamp?,
        isOpen: Bool,
        round: Int, reopenings: Int = 0
    ) {
        self.type = type
        self.createdAt = createdAt
        self.due = due
        self.startedAt = startedAt
        self.completedAt = completedAt
        self.isOpen = isOpen
        self.round = round
        self.reopenings = reopenings
    }
}

/// What the offset of a trigger counts from: exact units from the instant, civil ones from the date.
struct TriggerAnchor {
    let instant: Timestamp
    let date: CivilDate
    /// Whether the basis by itself means the instant, rather than the day.
    let isInstant: Bool
    let notBefore: Timestamp

    static func at(_ instant: Timestamp, notBefore: Timestamp, _ zone: ZoneRules) -> TriggerAnchor {
        TriggerAnchor(instant: instant, date: zone.civilDate(at: instant), isInstant: true, notBefore: notBefore)
    }

    static func due(_ due: DueDate, isInstant: Bool, notBefore: Timestamp) -> TriggerAnchor {
        TriggerAnchor(instant: due.overdueAt, date: due.on, isInstant: isInstant, notBefore: notBefore)
    }

    /// The day of a year on which a birthday is: 29 February counts as the 28th in other years. nil for a year beyond the calendar.
    static func on(_ birthday: CivilDate, in year: Int, _ zone: ZoneRules) -> TriggerAnchor? {
        let day = birthday.month == 2 && birthday.day == 29 && !Gregorian.isLeapYear(year) ? 28 : birthday.day
        guard let date = CivilDate(year: year, month: birthday.month, day: day) else { return nil }
        let start = zone.startOfDay(date)
        return TriggerAnchor(instant: start, date: date, isInstant: false, notBefore: Timestamp(milliseconds: .min))
    }
}
