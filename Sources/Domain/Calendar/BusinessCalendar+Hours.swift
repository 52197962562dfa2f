extension BusinessCalendar {
    /// A century of days: what is further off counts as that far.
    private static let longestSearch = 36_525

    /// The instant `span` after `instant`; `direction` -1 counts back. nil for civil spans, which end on a day.
    public func instant(_ span: TimeSpan, from instant: Timestamp, direction: Int = 1) -> Timestamp? {
        if let milliseconds = span.exactMilliseconds {
            return instant.adding(milliseconds: Int64(direction) * milliseconds)
        }
        guard span.unit == .businessHours else { return nil }
        return adding(businessMilliseconds: Int64(direction) * Int64(span.count) * 3_600_000, to: instant)
    }

    /// The first instant by which the office has been open for so long since `instant`; for a negative length the last instant from which it has
    /// been open for so long until `instant`. So an end at closing time is that closing, not the next opening, and a holiday only ever moves it
    /// away (DESIGN 2.1). Plain time where the office opens on no day.
    func adding(businessMilliseconds length: Int64, to instant: Timestamp) -> Timestamp {
        guard !hours.isEmpty else { return instant.adding(milliseconds: length) }
        return length < 0 ? back(-length, from: instant) : forward(length, from: instant)
    }

    private func forward(_ length: Int64, from instant: Timestamp) -> Timestamp {
        var remaining = length
        var day = zone.civilDate(at: instant)
        for _ in 0..<Self.longestSearch {
            for (opens, closes) in openings(on: day) where closes > instant {
                let start = max(opens, instant)
                let open = closes.milliseconds(since: start)
                if open >= remaining { return start.adding(milliseconds: remaining) }
                remaining -= open
            }
            day = day.adding(days: 1)
        }
        return zone.startOfDay(day)
    }

    private func back(_ length: Int64, from instant: Timestamp) -> Timestamp {
        var remaining = length
        var day = zone.civilDate(at: instant)
        for _ in 0..<Self.longestSearch {
            for (opens, closes) in openings(on: day).reversed() where opens < instant {
                let end = min(closes, instant)
                let open = end.milliseconds(since: opens)
                if open >= remaining { return end.adding(milliseconds: -remaining) }
                remaining -= open
            }
            day = day.adding(days: -1)
        }
        return zone.startOfDay(day)
    }

    /// The opening intervals of a day as instants, earliest first; none on a holiday. An interval that a clock change swallows is left out.
    func openings(on date: CivilDate) -> [(opens: Timestamp, closes: Timestamp)] {
        guard !holidays.contains(date), let intervals = hours[date.weekday] else { return [] }
        return intervals.sorted { $0.opens < $1.opens }
            .map { (zone.instant(of: date, at: $0.opens), zone.instant(of: date, at: $0.closes)) }
            .filter { $0.opens < $0.closes }
    }

    /// Whether messages to customers are held back at that instant, and until when: the next instant that is not quiet and lies in opening
    /// hours, or, where the office never opens, the end of the quiet hours. nil: nothing is held back.
    public func quietUntil(_ instant: Timestamp) -> Timestamp? {
        guard let quiet, quiet.contains(secondOfDay: zone.timeOfDay(at: instant)) else { return nil }
        var day = zone.civilDate(at: instant)
        var fallback: Timestamp?
        for _ in 0..<400 {
            let end = zone.instant(of: day, at: quiet.ends)
            if fallback == nil, end > instant { fallback = end }
            for (opens, closes) in openings(on: day) where closes > instant {
                let start = max(opens, instant)
                if !quiet.contains(secondOfDay: zone.timeOfDay(at: start)) { return start }
                if end > start, end < closes { return end }
            }
            day = day.adding(days: 1)
            if hours.isEmpty, let fallback { return fallback }
        }
        return fallback
    }
}

/// A part of each day, local time, that may reach over midnight: `20:00-08:00`.
public struct QuietHours: Hashable, Sendable {
    public let begins: TimeOfDay
    /// Exclusive.
    public let ends: TimeOfDay

    /// nil for an empty one.
    public init?(begins: TimeOfDay, ends: TimeOfDay) {
        guard begins != ends else { return nil }
        self.begins = begins
        self.ends = ends
    }

    func contains(secondOfDay second: Int) -> Bool {
        let (first, last) = (begins.minutes * 60, ends.minutes * 60)
        return first < last ? (first..<last).contains(second) : second >= first || second < last
    }
}

extension QuietHours: LosslessStringConvertible {
    /// Reads `20:00-08:00`.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let begins = TimeOfDay(String(parts[0])), let ends = TimeOfDay(String(parts[1]))
        else { return nil }
        self.init(begins: begins, ends: ends)
    }

    public var description: String { "\(begins)-\(ends)" }
}
