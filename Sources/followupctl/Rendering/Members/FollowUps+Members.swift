import ControlAPI

extension FollowUpsMethods.FollowUp: Presented {
    static let wireMembers: [Member<Self>] = [
        .identifier("id") { $0.id }, .text("number") { $0.number }, .text("name") { $0.name },
        .text("status") { $0.status }, .text("trigger") { $0.trigger }, .text("when") { $0.when },
        .identifier("periodId") { $0.periodId }, .number("round") { $0.round },
        .number("occurrence") { $0.occurrence }, .instant("fireAt") { $0.fireAt },
        .instant("expiresAt") { $0.expiresAt }, .text("state") { $0.state }, .text("reason") { $0.reason },
        .text("explanation") { $0.explanation }, .instant("decidedAt") { $0.decidedAt },
        .text("decidedBy") { $0.decidedBy }, .truth("late") { $0.late }, .text("error") { $0.error },
        .identifier("taskId") { $0.taskId }, .identifier("messageId") { $0.messageId }, .text("zone") { $0.zone },
    ]

    static let tableColumns = [
        Column("ID", "id"), Column("FIRES", "fireAt"), Column("STATE", "state"), Column("LATE", "late"),
        Column("CUSTOMER", "number"), Column("NAME", "name"), Column("TRIGGER", "trigger"),
        Column("EXPLANATION", "explanation"),
    ]

    var zoneName: String? { zone }
}
