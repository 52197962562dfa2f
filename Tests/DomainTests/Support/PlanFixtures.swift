@testable import Domain

extension StatusPeriod {
    static func fixture(entered: Timestamp, due: DueDate?, round: Int = 0, leftAt: Timestamp? = nil) -> StatusPeriod {
        StatusPeriod(
            id: 7, uuid: PeriodUUID(high: 1, low: 2), customerID: 3, statusID: 1, enteredAt: entered, enteredBy: "ana",
            due: due, round: round, leftAt: leftAt, leftBy: leftAt.map { _ in "ana" })
    }
}

extension Trigger {
    static func fixture(
        id: Int64 = 1, _ timing: TriggerTiming, action: TriggerAction = .task(.init(subject: "Call")),
        skipAfter: TimeSpan? = nil,
        revision: Int = 1, isEnabled: Bool = true, isRetired: Bool = false
    ) -> Trigger {
        Trigger(
            id: id, statusID: 1,
            specification: TriggerSpecification(
                code: "t\(id)", name: "T\(id)", timing: timing, action: action, skipAfter: skipAfter),
            position: Int(id), revision: revision, isEnabled: isEnabled, isRetired: isRetired)
    }

    static let mail = TriggerAction.message(.init(template: "welcome", recipient: .customer))
    static let mailToOwner = TriggerAction.message(.init(template: "welcome", recipient: .owner))
}

extension FollowUpPlanner {
    /// The plans of several triggers of one stay, in their order.
    func plan(
        _ period: StatusPeriod, triggers: [Trigger], now: Timestamp, backfill: Backfill, pausedUntil: CivilDate? = nil
    ) -> [PlannedFollowUp] {
        triggers.flatMap {
            plan(.period(period), trigger: $0, now: now, backfill: backfill, pausedUntil: pausedUntil)
        }
    }

    /// When a trigger first fires in a stay.
    func instant(of timing: TriggerTiming, in period: StatusPeriod) -> Timestamp? {
        let rule = TriggerSpecification(code: "t", name: "T", timing: timing, action: .task(.init(subject: "T")))
        return instant(of: rule, 0, for: .period(period))
    }
}
