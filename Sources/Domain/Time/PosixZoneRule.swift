/// What a zone does after the last transition listed in its file: one offset for ever, or daylight saving time every year.
///
/// The source is POSIX (Base Definitions, 8.3, `TZ`) with the extensions of RFC 8536, section 3.3.1. Every answer takes the same
/// few steps however far away the instant is.
struct PosixZoneRule: Hashable, Sendable {
    struct DaylightSaving: Hashable, Sendable {
        /// Seconds east of UTC. Below the standard offset where winter time is the exception, as in Europe/Dublin.
        let offset: Int
        let start: YearlyChange
        let end: YearlyChange
    }

    /// A stretch of time with one offset.
    struct Span {
        /// Seconds east of UTC.
        let offset: Int
        /// The second it ends at, where the offset may change; nil if it never does.
        let end: Int?
    }

    /// Seconds east of UTC.
    let standardOffset: Int
    let daylightSaving: DaylightSaving?

    init(offset: Int) {
        standardOffset = offset
        daylightSaving = nil
    }

    /// Rules that never change the offset, such as “permanent daylight saving time”, become one offset.
    init(standardOffset: Int, daylightSaving: DaylightSaving) {
        let rule = Self(unchecked: standardOffset, daylightSaving)
        self = rule.nextChange(after: 0) == nil ? Self(offset: rule.offset(at: 0)) : rule
    }

    private init(unchecked standardOffset: Int, _ daylightSaving: DaylightSaving) {
        self.standardOffset = standardOffset
        self.daylightSaving = daylightSaving
    }

    /// Seconds east of UTC at an instant in seconds since the epoch.
    func offset(at second: Int) -> Int {
        span(at: second).offset
    }

    /// The first second later than the given one at which the offset changes, nil if it never does.
    func nextChange(after second: Int) -> Int? {
        var span = span(at: second)
        let offset = span.offset
        // At most two spans a year: 802 see all 400 years after which the calendar repeats.
        for _ in 0..<802 {
            guard let end = span.end else { return nil }
            span = self.span(at: end)
            if span.offset != offset { return end }
        }
        return nil
    }

    /// The first instant, not before `earliest`, at which local clocks show `local` (seconds since 1970-01-01T00:00 local) or later.
    func firstInstant(showing local: Int, notBefore earliest: Int) -> Int {
        // Before this no offset of the rule is large enough.
        var second = max(earliest, local - max(standardOffset, daylightSaving?.offset ?? standardOffset))
        while true {
            let span = span(at: second)
            let candidate = max(second, local - span.offset)
            guard let end = span.end, candidate >= end else { return candidate }
            second = end
        }
    }

    /// The stretch of time around an instant.
    ///
    /// Changes are placed in UTC and may fall outside their own year. Daylight saving time runs from each start to the first end
    /// after it, whichever comes first in a year.
    func span(at second: Int) -> Span {
        guard let daylightSaving else { return Span(offset: standardOffset, end: nil) }
        let today = second.flooredDivision(by: Gregorian.secondsPerDay).quotient
        // No change strays from its year by more than 10 days.
        var startYear = Gregorian.yearAndOrdinal(daysSinceEpoch: today).year + 1
        var start = daylightSaving.start.localSecond(year: startYear) - standardOffset
        var nextStart = start
        while start > second {
            nextStart = start
            startYear -= 1
            start = daylightSaving.start.localSecond(year: startYear) - standardOffset
        }
        var endYear = startYear
        var end = daylightSaving.end.localSecond(year: endYear) - daylightSaving.offset
        while end <= start {
            endYear += 1
            end = daylightSaving.end.localSecond(year: endYear) - daylightSaving.offset
        }
        if second < end { return Span(offset: daylightSaving.offset, end: end) }
        if nextStart == start { nextStart = daylightSaving.start.localSecond(year: startYear + 1) - standardOffset }
        return Span(offset: standardOffset, end: nextStart)
    }
}

/// A change of the clocks that comes every year.
struct YearlyChange: Hashable, Sendable {
    enum Day: Hashable, Sendable {
        /// `Jn`: 1…365, February 29 never counted.
        case julian(Int)
        /// `n`: 0…365, February 29 counted.
        case ordinal(Int)
        /// `Mm.w.d`: a month (1…12), the week-th (5: the last) weekday (0, Sunday, …6) in it.
        case weekday(month: Int, week: Int, weekday: Int)
    }

    let day: Day
    /// Seconds after 00:00 local time of that day, possibly negative or beyond its end.
    let time: Int

    /// The change on the local clock before it, in seconds since 1970-01-01T00:00 local.
    func localSecond(year: Int) -> Int {
        localDay(year: year) * Gregorian.secondsPerDay + time
    }

    private func localDay(year: Int) -> Int {
        switch day {
        case .julian(let number):
            let leapDay = number >= 60 && Gregorian.isLeapYear(year) ? 1 : 0
            return Gregorian.firstDay(ofYear: year) + number - 1 + leapDay
        case .ordinal(let number):
            return Gregorian.firstDay(ofYear: year) + number
        case .weekday(let month, let week, let weekday):
            let first = Gregorian.daysSinceEpoch(year: year, month: month, day: 1)
            let toWeekday = (weekday - Gregorian.weekdayFromSunday(daysSinceEpoch: first) + 7) % 7
            let offset = toWeekday + 7 * (week - 1)
            return first + (offset < Gregorian.dayCount(year: year, month: month) ? offset : offset - 7)
        }
    }
}
