/// Works out what a subject makes happen, and when: a pure function of subject, trigger, calendar and the instant of planning.
public struct FollowUpPlanner: Sendable {
    public let calendar: BusinessCalendar

    public init(calendar: BusinessCalendar) {
        self.calendar = calendar
    }

    /// The follow-ups of a trigger for a subject from the instant of planning on: none where the trigger is out of force or the subject lacks its
    /// basis; else one, or, where that one is skipped and the trigger recurs, that one and the next.
    ///
    /// Occurrences that were missed coalesce into the newest of them, which says how many it covers.
    /// - Parameters:
    ///   - backfill: what to do with those that lie before `now`.
    ///   - pausedUntil: nothing fires before the office opens on that day.
    ///   - ended: the last occurrence of this round that is done with for good; nil: none is.
    ///   - wanted: begin with this occurrence, whatever has been; nil: with the first that is not done with.
    public func plan(
        _ subject: PlanSubject, trigger: Trigger, now: Timestamp, backfill: Backfill, pausedUntil: CivilDate? = nil,
        after ended: Int? = nil, at wanted: Int? = nil
    ) -> [PlannedFollowUp] {
        let rule = trigger.specification
        guard trigger.isInForce, subject.takes(rule), let first = wanted ?? first(of: rule, for: subject, now: now)
        else { return [] }
        let pause = pausedUntil.map { instant(on: $0, at: nil) }
        var occurrence = max(first, ended.map { $0 + 1 } ?? first)
        guard allows(rule, occurrence, for: subject), let earliest = instant(of: rule, occurrence, for: subject)
        else { return [] }
        let threshold = max(now, pause ?? now)
        let from = occurrence
        if rule.recurs, earliest <= threshold {
            occurrence = newest(of: rule, from: occurrence, upTo: threshold, for: subject)
        }
        var plan: [PlannedFollowUp] = []
        for covers in [occurrence - from + 1, 1] where allows(rule, occurrence, for: subject) {
            guard let raw = instant(of: rule, occurrence, for: subject) else { break }
            let fireAt = pause.map { max($0, raw) } ?? raw
            let expiresAt = rule.skipAfter.map { expiry(of: fireAt, after: $0) }
            let (state, reason) = disposition(
                of: rule, fireAt: fireAt, expiresAt: expiresAt, overdueAt: subject.due?.overdueAt, now: now,
                backfill: backfill)
            plan.append(
                PlannedFollowUp(
                    triggerID: trigger.id, triggerRevision: trigger.revision, triggerPosition: trigger.position,
                    round: subject.round(of: rule.timing.basis), occurrence: occurrence, covers: covers,
                    fireAt: fireAt, expiresAt: expiresAt, state: state, reason: reason))
            guard state != .planned, rule.recurs, backfill != .none else { break }
            occurrence += 1
        }
        return plan
    }

    /// The newest occurrence that has come by `now`, where a later one than `occurrence` has: the one in which missed ones coalesce.
    public func newestMissed(_ subject: PlanSubject, rule: TriggerSpecification, from occurrence: Int, now: Timestamp)
        -> Int?
    {
        guard rule.recurs else { return nil }
        let newest = newest(of: rule, from: occurrence, upTo: now, for: subject)
        return newest > occurrence ? newest : nil
    }

    /// When an occurrence of a trigger lies; nil if the subject lacks its basis. Never before the subject began.
    public func instant(of rule: TriggerSpecification, _ occurrence: Int, for subject: PlanSubject) -> Timestamp? {
        guard let anchor = subject.anchor(of: rule.timing.basis, year: occurrence, in: calendar.zone) else {
            return nil
        }
        let first = instant(of: rule.timing, from: anchor)
        guard let every = rule.repeats?.every, occurrence > 0, !rule.timing.basis.isYearly else {
            return max(first, anchor.notBefore)
        }
        if let date = repeatedDate(every, occurrence, rule.timing, from: anchor) {
            return max(instant(on: date, at: rule.timing.timeOfDay), anchor.notBefore)
        }
        return max(repeated(every, occurrence, from: first), anchor.notBefore)
    }

    /// The day of an occurrence, where days are counted from a day: from the anchor where offset and repetition are of one unit, so that a month
    /// after 31 January and every month from then on is 28 February, 31 March.
    private func repeatedDate(
        _ every: TimeSpan, _ occurrence: Int, _ timing: TriggerTiming, from anchor: TriggerAnchor
    ) -> CivilDate? {
        guard !every.isOfInstants else { return nil }
        guard let offset = timing.offset else {
            guard timing.timeOfDay != nil || !anchor.isInstant else { return nil }
            let date = timing.basis == .overdue ? calendar.zone.civilDate(at: anchor.instant) : anchor.date
            return calendar.date(every, times: occurrence, from: date)
        }
        guard !offset.isOfInstants else { return nil }
        let sign = timing.direction == .before ? -1 : 1
        if offset.unit == every.unit {
            return calendar.date(offset.unit, sign * offset.count + occurrence * every.count, from: anchor.date)
        }
        return calendar.date(every, times: occurrence, from: calendar.date(offset, from: anchor.date, direction: sign))
    }

    private func repeated(_ every: TimeSpan, _ occurrence: Int, from first: Timestamp) -> Timestamp {
        if let milliseconds = every.exactMilliseconds {
            return first.adding(milliseconds: milliseconds * Int64(occurrence))
        }
        if every.unit == .businessHours {
            return calendar.adding(
                businessMilliseconds: Int64(every.count) * Int64(occurrence) * 3_600_000, to: first)
        }
        let zone = calendar.zone
        let date = calendar.date(every, times: occurrence, from: zone.civilDate(at: first))
        return zone.instant(of: date, secondOfDay: zone.timeOfDay(at: first))
    }

    private func instant(of timing: TriggerTiming, from anchor: TriggerAnchor) -> Timestamp {
        let sign = timing.direction == .before ? -1 : 1
        guard let offset = timing.offset else {
            // A bare basis that is an instant is that very instant; a day is that day, as is any basis with a time of day.
            if timing.timeOfDay == nil && anchor.isInstant { return anchor.instant }
            // `overdue at 10:00` means the first day on which the customer is overdue.
            let date = timing.basis == .overdue ? calendar.zone.civilDate(at: anchor.instant) : anchor.date
            return instant(on: date, at: timing.timeOfDay)
        }
        if let instant = calendar.instant(offset, from: anchor.instant, direction: sign) { return instant }
        return instant(on: calendar.date(offset, from: anchor.date, direction: sign), at: timing.timeOfDay)
    }

    private func instant(on date: CivilDate, at time: TimeOfDay?) -> Timestamp {
        calendar.zone.instant(of: date, at: time ?? calendar.firstOpening(on: date))
    }

    // MARK: Occurrences

    /// Yearly rules look ahead: what lies before today is not made up for, since nobody wants wishes for a birthday of last month.
    private func first(of rule: TriggerSpecification, for subject: PlanSubject, now: Timestamp) -> Int? {
        guard rule.timing.basis.isYearly else { return 0 }
        let today = calendar.zone.civilDate(at: now)
        let start = calendar.zone.startOfDay(today)
        // An offset can reach over the turn of years.
        let span = rule.timing.offset.map { calendar.date($0, from: today).days(since: today) / 365 + 1 } ?? 1
        return ((today.year - span - 1)...(today.year + span + 1)).first { year in
            instant(of: rule, year, for: subject).map { $0 >= start } ?? false
        }
    }

    private func allows(_ rule: TriggerSpecification, _ occurrence: Int, for subject: PlanSubject) -> Bool {
        if rule.timing.basis.isYearly { return occurrence <= 9_998 }
        if let times = rule.repeats?.times, occurrence >= times { return false }
        guard occurrence > 0 else { return true }
        // There is no occurrence ahead of a due date that does not lie ahead of it.
        guard rule.timing.isBeforeDue, let overdueAt = subject.due?.overdueAt else { return true }
        return instant(of: rule, occurrence, for: subject).map { $0 < overdueAt } ?? false
    }

    /// Instants ascend with their occurrences, so the newest by an instant is found by halving.
    private func newest(
        of rule: TriggerSpecification, from occurrence: Int, upTo threshold: Timestamp, for subject: PlanSubject
    ) -> Int {
        func hasCome(_ candidate: Int) -> Bool {
            guard allows(rule, candidate, for: subject) else { return false }
            return instant(of: rule, candidate, for: subject).map { $0 <= threshold } ?? false
        }
        var step = 1
        while step < 1 << 32, hasCome(occurrence + step) { step *= 2 }
        var low = occurrence + step / 2
        if step == 1 { low = occurrence }
        var high = occurrence + step
        while high - low > 1 {
            let middle = (low + high) / 2
            if hasCome(middle) { low = middle } else { high = middle }
        }
        return low
    }

    // MARK: What becomes of them

    private func expiry(of fireAt: Timestamp, after span: TimeSpan) -> Timestamp {
        if let instant = calendar.instant(span, from: fireAt) { return instant }
        let date = calendar.date(span, from: calendar.zone.civilDate(at: fireAt))
        return calendar.zone.startOfDay(date.adding(days: 1))
    }

    private func disposition(
        of rule: TriggerSpecification, fireAt: Timestamp, expiresAt: Timestamp?, overdueAt: Timestamp?, now: Timestamp,
        backfill: Backfill
    ) -> (FollowUpState, FollowUpReason) {
        if Self.isBasisPassed(rule.timing, overdueAt: overdueAt, now: now) { return (.skipped, .basisPassed) }
        if let expiresAt, expiresAt <= now { return (.skipped, .expired) }
        if backfill.withholds(rule.action, isPast: fireAt < now) { return (.skipped, .backfill) }
        return (.planned, .none)
    }

    /// A reminder ahead of the due date is pointless once that has passed.
    public static func isBasisPassed(_ timing: TriggerTiming, overdueAt: Timestamp?, now: Timestamp) -> Bool {
        guard timing.isBeforeDue, let overdueAt else { return false }
        return overdueAt <= now
    }
}
