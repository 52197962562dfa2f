/// A named calendar: time zone, opening hours of each weekday, and holidays.
///
/// A weekday with opening hours is a working day unless the date is a holiday; there is no second list of working days that could disagree.
public struct BusinessCalendar: Sendable, Hashable {
    /// Used where a calendar opens on no day at all, and for firing times on days without hours (DESIGN 2.3).
    public static let defaultTimeOfDay = TimeOfDay.nineInTheMorning

    public let code: String
    public let zone: ZoneRules
    public let hours: [Weekday: [OpeningHours]]
    public let holidays: Set<CivilDate>
    /// When messages to customers are held back, local time; nil: never.
    public let quiet: QuietHours?
    private let isWorkingWeekday: [Bool]

    public init(
        code: String, zone: ZoneRules, hours: [Weekday: [OpeningHours]], holidays: Set<CivilDate>,
        quiet: QuietHours? = nil
    ) {
        self.quiet = quiet
        self.code = code
        self.zone = zone
        self.hours = hours.filter { !$0.value.isEmpty }
        self.holidays = holidays
        isWorkingWeekday = Weekday.allCases.map { !(hours[$0] ?? []).isEmpty }
    }

    public func isWorkingDay(_ date: CivilDate) -> Bool {
        isWorkingWeekday[date.weekday.rawValue - 1] && !holidays.contains(date)
    }

    /// The date itself if it is a working day, else the next working day; the date itself if the calendar has none.
    public func workingDay(onOrAfter date: CivilDate) -> CivilDate {
        guard isWorkingWeekday.contains(true) else { return date }
        var day = date
        while !isWorkingDay(day) {
            let next = day.adding(days: 1)
            guard next > day else { return day }
            day = next
        }
        return day
    }

    /// `count` working days after (or, if negative, before) `date`. A non-working date counts as the start of the next working day, so
    /// Saturday + 1 is Tuesday and 1 before Saturday is Friday (DESIGN 2.1).
    public func adding(businessDays count: Int, to date: CivilDate) -> CivilDate {
        guard isWorkingWeekday.contains(true) else { return date.adding(days: count) }
        var day = workingDay(onOrAfter: date)
        let step = count < 0 ? -1 : 1
        var remaining = abs(count)
        while remaining > 0 {
            let next = day.adding(days: step)
            guard next != day else { return day }
            day = next
            if isWorkingDay(day) { remaining -= 1 }
        }
        return day
    }

    /// The civil date `span` after `date`; `direction` -1 counts back. Exact units do not move a date.
    public func date(_ span: TimeSpan, from date: CivilDate, direction: Int = 1) -> CivilDate {
        self.date(span, times: direction, from: date)
    }

    /// The civil date so many spans after `date`, or before it if negative.
    func date(_ span: TimeSpan, times: Int, from date: CivilDate) -> CivilDate {
        self.date(span.unit, span.count.multipliedReportingOverflow(by: times).partialValue, from: date)
    }

    /// The civil date so many units after `date`, or before it if negative.
    func date(_ unit: TimeSpan.Unit, _ count: Int, from date: CivilDate) -> CivilDate {
        switch unit {
        case .seconds, .minutes, .hours, .businessHours: date
        case .days: date.adding(days: count)
        case .businessDays: adding(businessDays: count, to: date)
        case .weeks: date.adding(days: 7 * count)
        case .months: date.adding(months: count)
        }
    }

    /// When the office first opens on that weekday; 09:00 on a day it does not open, and for a calendar without hours.
    public func firstOpening(on date: CivilDate) -> TimeOfDay {
        hours[date.weekday]?.map(\.opens).min() ?? Self.defaultTimeOfDay
    }

    /// The end of a stay that began at `enteredAt` (DESIGN 2.1): for exact units the instant and its civil date, otherwise the date and 00:00 of the day after it.
    public func dueDate(of duration: TimeSpan, enteredAt: Timestamp) -> DueDate {
        if let instant = instant(duration, from: enteredAt) {
            return DueDate(on: zone.civilDate(at: instant), overdueAt: instant)
        }
        return dueDate(on: date(duration, from: zone.civilDate(at: enteredAt)))
    }

    /// A due date given as a day: overdue from 00:00 of the day after.
    public func dueDate(on date: CivilDate) -> DueDate {
        DueDate(on: date, overdueAt: zone.startOfDay(date.adding(days: 1)))
    }
}

/// One opening interval of a weekday, local time; closing is exclusive and after opening.
public struct OpeningHours: Hashable, Sendable {
    public let opens: TimeOfDay
    public let closes: TimeOfDay

    public init?(opens: TimeOfDay, closes: TimeOfDay) {
        guard opens < closes else { return nil }
        self.opens = opens
        self.closes = closes
    }
}

extension OpeningHours: LosslessStringConvertible {
    /// Reads `09:00-17:00`.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let opens = TimeOfDay(String(parts[0])), let closes = TimeOfDay(String(parts[1]))
        else { return nil }
        self.init(opens: opens, closes: closes)
    }

    public var description: String { "\(opens)-\(closes)" }
}

/// The end of a stay in a status: the civil date, and the instant from which the customer is overdue.
public struct DueDate: Hashable, Sendable {
    public let on: CivilDate
    public let overdueAt: Timestamp

    public init(on date: CivilDate, overdueAt: Timestamp) {
        on = date
        self.overdueAt = overdueAt
    }
}
