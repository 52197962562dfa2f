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

    static let mail = TriggerAction.email(.init(template: "welcome", recipient: .customer))
    static let mailToOwner = TriggerAction.email(.init(template: "welcome", recipient: .owner))
}
