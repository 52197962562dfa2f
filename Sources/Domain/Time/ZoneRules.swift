/// The rules of one time zone: which offset from UTC holds when, and which instant a local time is.
///
/// Local times follow one rule everywhere: a local time means the first instant at which the zone's clocks show it *or a later
/// one*. So a time in a gap (clocks put forward) means the first instant after the gap, a time in a fold (clocks put back)
/// its first occurrence, and a later local time is never an earlier instant.
public struct ZoneRules: Hashable, Sendable {
    /// The zone's name, such as `Europe/Berlin`.
    public let identifier: String

    // Time is cut into spans of one offset. `ends` and `offsets` describe those known one by one; `tail` holds after the last.
    private let ends: [Int]
    private let offsets: [Int]
    /// The latest local time reached by the end of each span, exclusive. Ascending, as the time in a fold was reached before.
    private let localEnds: [Int]
    private let tail: PosixZoneRule

    /// Coordinated Universal Time.
    public static let utc = ZoneRules(identifier: "UTC", ends: [], offsets: [], tail: PosixZoneRule(offset: 0))

    /// Reads the rules from the bytes of a TZif file of version 2 or later (RFC 8536), such as those in `/usr/share/zoneinfo`.
    ///
    /// Where the file has no rule for the time after its last transition, the offset then reached holds for ever.
    /// - Parameters:
    ///   - identifier: the zone's name; it is kept, not checked.
    ///   - bytes: the whole file.
    /// - Throws: `ZoneRulesError` if the bytes are not such a file, are damaged, or count leap seconds.
    public init(identifier: String, tzif bytes: [UInt8]) throws(ZoneRulesError) {
        let file: TZifFile
        do {
            file = try TZifFile(bytes)
        } catch {
            throw ZoneRulesError(identifier: identifier, problem: error)
        }
        // A transition may change no more than the name: spans of the same offset are one.
        var ends: [Int] = []
        var offsets: [Int] = []
        var offset = file.initialOffset
        for (index, time) in file.transitions.enumerated() {
            let isLast = index == file.transitions.count - 1
            let next = isLast ? file.rule?.offset(at: time) ?? file.offsets[index] : file.offsets[index]
            if next != offset || (isLast && file.rule != nil) {
                ends.append(time)
                offsets.append(offset)
            }
            offset = next
        }
        self.init(
            identifier: identifier, ends: ends, offsets: offsets, tail: file.rule ?? PosixZoneRule(offset: offset))
    }

    private init(identifier: String, ends: [Int], offsets: [Int], tail: PosixZoneRule) {
        self.identifier = identifier
        self.ends = ends
        self.offsets = offsets
        self.tail = tail
        var reached = Int.min
        localEnds = zip(ends, offsets).map { end, offset in
            reached = max(reached, end + offset)
            return reached
        }
    }

    /// The offset from UTC in seconds, positive to the east.
    public func offset(at instant: Timestamp) -> Int {
        offset(atSecond: instant.secondsSinceEpoch)
    }

    /// The date on the zone's calendar.
    public func civilDate(at instant: Timestamp) -> CivilDate {
        CivilDate(daysSinceEpoch: localSecond(at: instant).flooredDivision(by: Gregorian.secondsPerDay).quotient)
    }

    /// The time on the zone's clocks in seconds after 00:00, 0..<86400.
    public func timeOfDay(at instant: Timestamp) -> Int {
        localSecond(at: instant).flooredDivision(by: Gregorian.secondsPerDay).remainder
    }

    /// The instant of a local date and time: the first instant after the gap if clocks skip it, the first occurrence if they
    /// show it twice.
    public func instant(of date: CivilDate, at time: TimeOfDay) -> Timestamp {
        firstInstant(showing: date.daysSinceEpoch * Gregorian.secondsPerDay + time.minutes * 60)
    }

    /// The same, with the time as seconds after 00:00, 0..<86400.
    public func instant(of date: CivilDate, secondOfDay: Int) -> Timestamp {
        firstInstant(showing: date.daysSinceEpoch * Gregorian.secondsPerDay + secondOfDay)
    }

    /// The first instant of a local date, which is not 00:00 where clocks skip midnight; for a date the zone skipped
    /// altogether, such as 2011-12-30 in Pacific/Apia, the first instant after it.
    public func startOfDay(_ date: CivilDate) -> Timestamp {
        firstInstant(showing: date.daysSinceEpoch * Gregorian.secondsPerDay)
    }

    /// The first later instant at which the offset changes, nil if it never does while a `Timestamp` can say so.
    public func nextTransition(after instant: Timestamp) -> Timestamp? {
        let second = instant.secondsSinceEpoch
        let span = ends.firstIndex(exceeding: second)
        let next: Int?
        if span == ends.count {
            next = tail.nextChange(after: second)
        } else if span == ends.count - 1, tail.offset(at: ends[span]) == offsets[span] {
            // The last known span goes over into the tail without a change.
            next = tail.nextChange(after: ends[span])
        } else {
            next = ends[span]
        }
        guard let next, next <= Timestamp(milliseconds: .max).secondsSinceEpoch else { return nil }
        return Timestamp(secondsSinceEpoch: next)
    }

    private func localSecond(at instant: Timestamp) -> Int {
        let second = instant.secondsSinceEpoch
        return second + offset(atSecond: second)
    }

    private func offset(atSecond second: Int) -> Int {
        let span = ends.firstIndex(exceeding: second)
        return span < ends.count ? offsets[span] : tail.offset(at: second)
    }

    /// `local` is in seconds since 1970-01-01T00:00 on the zone's clocks.
    private func firstInstant(showing local: Int) -> Timestamp {
        let span = localEnds.firstIndex(exceeding: local)
        let start = span > 0 ? ends[span - 1] : Int.min
        if span < ends.count {
            return Timestamp(secondsSinceEpoch: max(start, local - offsets[span]))
        }
        return Timestamp(secondsSinceEpoch: tail.firstInstant(showing: local, notBefore: start))
    }
}

extension [Int] {
    /// The index of the first element greater than the value, `count` if there is none. The elements ascend.
    fileprivate func firstIndex(exceeding value: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] > value { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
