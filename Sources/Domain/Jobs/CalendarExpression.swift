/// A calendar event expression of systemd.time(7): `Mon..Fri *-*-* 08:00`, `*-*~3`, `hourly`, `*:0/15`.
///
/// All of that page but fractions of a second and `@` instants, with its defaults: without a time it is midnight, without a date every day,
/// without seconds `:00`.
///
/// Across clock changes cron's rule holds (PLATFORM.md), where systemd 252 leaves a day out: a time that the clocks skip runs at the first
/// instant after the gap; a time that they show twice runs once, the first time; an expression whose hours are a wildcard follows the
/// clocks, and so runs in both of the repeated hours.
public struct CalendarExpression: Hashable, Sendable {
    /// 1 (Monday) to 7; empty: any.
    let weekdays: Set<Int>
    let years: CalendarComponent
    let months: CalendarComponent
    let days: CalendarComponent
    /// Days count from the end of the month: `~1` is its last.
    let countsFromEnd: Bool
    let hours: CalendarComponent
    let minutes: CalendarComponent
    let seconds: CalendarComponent

    private static let yearRange = 1970...2199

    /// The first instant after `instant` that fits; nil if there is none until the year 2199, where systemd stops looking too.
    public func next(after instant: Timestamp, in zone: ZoneRules) -> Timestamp? {
        var date = zone.civilDate(at: instant)
        if date.year < Self.yearRange.lowerBound { date = CivilDate(daysSinceEpoch: 0) }
        while date.year <= Self.yearRange.upperBound {
            guard years.contains(date.year) else {
                guard let year = years.next(from: date.year + 1, through: Self.yearRange.upperBound),
                    let start = CivilDate(year: year, month: 1, day: 1)
                else { return nil }
                date = start
                continue
            }
            guard months.contains(date.month) else {
                date = Self.monthAfter(date)
                continue
            }
            if fits(date), let found = first(on: date, after: instant, in: zone) { return found }
            date = date.adding(days: 1)
        }
        return nil
    }

    private static func monthAfter(_ date: CivilDate) -> CivilDate {
        date.adding(days: Gregorian.dayCount(year: date.year, month: date.month) - date.day + 1)
    }

    private func fits(_ date: CivilDate) -> Bool {
        if !weekdays.isEmpty {
            // Sunday is 0 or 1 of other calendars; here it is the seventh.
            let weekday = (date.daysSinceEpoch + 3).quotientAndRemainder(dividingBy: 7).remainder
            guard weekdays.contains((weekday < 0 ? weekday + 7 : weekday) + 1) else { return false }
        }
        guard countsFromEnd else { return days.contains(date.day) }
        return days.contains(date.day, fromEndOf: Gregorian.dayCount(year: date.year, month: date.month))
    }

    /// The first instant of a day that fits and lies after `instant`.
    private func first(on date: CivilDate, after instant: Timestamp, in zone: ZoneRules) -> Timestamp? {
        if hours.isWildcard { return firstOfAnyHour(on: date, after: instant, in: zone) }
        for hour in hours.values(in: 0...23) {
            for minute in minutes.values(in: 0...59) {
                for second in seconds.values(in: 0...59) {
                    let time = hour * 3_600 + minute * 60 + second
                    let found = zone.instant(of: date, secondOfDay: time)
                    if found > instant { return found }
                    // Nothing of this hour can be later if the end of the hour is not.
                    if zone.instant(of: date, secondOfDay: hour * 3_600 + 3_599) <= instant { break }
                }
            }
        }
        return nil
    }

    /// Every hour as it comes, by the clocks: the minutes and seconds of each that fit.
    private func firstOfAnyHour(on date: CivilDate, after instant: Timestamp, in zone: ZoneRules) -> Timestamp? {
        let start = zone.startOfDay(date)
        let end = zone.startOfDay(date.adding(days: 1))
        var from = max(start, instant.adding(milliseconds: 1))
        // To the whole second.
        let rest = from.milliseconds % 1_000
        if rest != 0 { from = from.adding(milliseconds: 1_000 - rest) }
        while from < end {
            let local = zone.timeOfDay(at: from)
            guard let (minute, second) = nextInHour(minute: local / 60 % 60, second: local % 60) else {
                // On to the next hour of the clocks, which may be closer than an hour where they change.
                from = Self.nextHour(after: from, in: zone)
                continue
            }
            let ahead = Int64((minute - local / 60 % 60) * 60 + second - local % 60)
            let found = from.adding(seconds: ahead)
            // A change of the clocks in between would show another time there.
            if zone.offset(at: found) == zone.offset(at: from) { return found < end ? found : nil }
            from = zone.nextTransition(after: from) ?? found
        }
        return nil
    }

    private func nextInHour(minute: Int, second: Int) -> (Int, Int)? {
        if minutes.contains(minute), let next = seconds.next(from: second, through: 59) { return (minute, next) }
        guard let next = minutes.next(from: minute + 1, through: 59), let first = seconds.next(from: 0, through: 59)
        else { return nil }
        return (next, first)
    }

    private static func nextHour(after instant: Timestamp, in zone: ZoneRules) -> Timestamp {
        let next = instant.adding(seconds: Int64(3_600 - zone.timeOfDay(at: instant) % 3_600))
        guard let change = zone.nextTransition(after: instant), change < next else { return next }
        return change
    }
}
