/// Works out what a status period makes happen, and when: a pure function of period, triggers, calendar and the instant of planning.
public struct FollowUpPlanner: Sendable {
    public let calendar: BusinessCalendar

    public init(calendar: BusinessCalendar) {
        self.calendar = calendar
    }

    /// The follow-ups of an open period, in the order of its triggers; none for triggers whose basis the period lacks.
    /// - Parameters:
    ///   - backfill: what to do with those that lie before `now`.
    ///   - pausedUntil: nothing fires before the office opens on that day.
    public func plan(
        _ period: StatusPeriod, triggers: [Trigger], now: Timestamp, backfill: Backfill, pausedUntil: CivilDate? = nil
    ) -> [PlannedFollowUp] {
        let earliest = pausedUntil.map { instant(on: $0, at: nil) }
        return triggers.compactMap { trigger in
            guard trigger.isInForce, let planned = instant(of: trigger.specification.timing, in: period) else {
                return nil
            }
            let fireAt = earliest.map { max($0, planned) } ?? planned
            let expiresAt = trigger.specification.skipAfter.map { expiry(of: fireAt, after: $0) }
            let (state, reason) = disposition(
                of: trigger, fireAt: fireAt, expiresAt: expiresAt, period: period, now: now, backfill: backfill)
            return PlannedFollowUp(
                triggerID: trigger.id, triggerRevision: trigger.revision, triggerPosition: trigger.position,
                round: trigger.specification.timing.basis.isDueBased ? period.round : 0, occurrence: 0, fireAt: fireAt,
                expiresAt: expiresAt, state: state,
                reason: reason)
        }
    }

    /// When a trigger fires in a period; nil if the period has no due date and the trigger needs one. Never before the customer entered.
    public func instant(of timing: TriggerTiming, in period: StatusPeriod) -> Timestamp? {
        guard let computed = computedInstant(of: timing, in: period) else { return nil }
        return max(computed, period.enteredAt)
    }

    private func computedInstant(of timing: TriggerTiming, in period: StatusPeriod) -> Timestamp? {
        let anchorInstant: Timestamp
        let anchorDate: CivilDate
        switch timing.basis {
        case .entered:
            anchorInstant = period.enteredAt
            anchorDate = calendar.zone.civilDate(at: period.enteredAt)
        case .due, .overdue:
            guard let due = period.due else { return nil }
            anchorInstant = due.overdueAt
            anchorDate = due.on
        }
        let sign = timing.direction == .before ? -1 : 1
        guard let offset = timing.offset else {
            // A bare `entered` or `overdue` is that very instant; a bare `due` is the due day, as is any with a time of day.
            if timing.timeOfDay == nil && timing.basis != .due { return anchorInstant }
            return instant(on: bareDate(of: timing.basis, anchorInstant, anchorDate), at: timing.timeOfDay)
        }
        if let milliseconds = offset.exactMilliseconds {
            return anchorInstant.adding(milliseconds: Int64(sign) * milliseconds)
        }
        return instant(on: calendar.date(offset, from: anchorDate, direction: sign), at: timing.timeOfDay)
    }

    /// `overdue at 10:00` means the first day on which the customer is overdue.
    private func bareDate(of basis: TriggerTiming.Basis, _ instant: Timestamp, _ date: CivilDate) -> CivilDate {
        basis == .overdue ? calendar.zone.civilDate(at: instant) : date
    }

    private func instant(on date: CivilDate, at time: TimeOfDay?) -> Timestamp {
        calendar.zone.instant(of: date, at: time ?? calendar.firstOpening(on: date))
    }

    private func expiry(of fireAt: Timestamp, after span: TimeSpan) -> Timestamp {
        if let milliseconds = span.exactMilliseconds { return fireAt.adding(milliseconds: milliseconds) }
        let zone = calendar.zone
        let date = calendar.date(span, from: zone.civilDate(at: fireAt))
        return zone.startOfDay(date.adding(days: 1))
    }

    private func disposition(
        of trigger: Trigger, fireAt: Timestamp, expiresAt: Timestamp?, period: StatusPeriod, now: Timestamp,
        backfill: Backfill
    ) -> (FollowUpState, FollowUpReason) {
        if Self.isBasisPassed(trigger.specification.timing, overdueAt: period.due?.overdueAt, now: now) {
            return (.skipped, .basisPassed)
        }
        if let expiresAt, expiresAt <= now { return (.skipped, .expired) }
        if backfill.withholds(trigger.specification.action, isPast: fireAt < now) { return (.skipped, .backfill) }
        return (.planned, .none)
    }

    /// A reminder ahead of the due date is pointless once the customer is overdue.
    public static func isBasisPassed(_ timing: TriggerTiming, overdueAt: Timestamp?, now: Timestamp) -> Bool {
        guard timing.isBeforeDue, let overdueAt else { return false }
        return overdueAt <= now
    }
}
