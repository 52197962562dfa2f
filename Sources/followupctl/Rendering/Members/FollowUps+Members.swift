import ControlAPI

extension FollowUpsMethods.FollowUp: Presented {
    static let wireMembers: [Member<Self>] = [
        .identifier("id") { $0.id }, .text("number") { $0.number }, .text("name") { $0.name },
        .text("status") { $0.status }, .text("trigger") { $0.trigger }, .text("when") { $0.when },
        .text("subject") { $0.subject }, .identifier("subjectId") { $0.subjectId }, .number("round") { $0.round },
        .number("occurrence") { $0.occurrence }, .number("covers") { $0.covers }, .instant("fireAt") { $0.fireAt },
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

extension FollowUpsMethods.Prediction: Presented {
    static let wireMembers: [Member<Self>] = [
        .instant("at") { $0.at }, .text("number") { $0.number }, .text("trigger") { $0.trigger },
        .text("state") { $0.state }, .text("reason") { $0.reason }, .text("makes") { $0.makes },
        .text("for") { $0.for }, .text("subject") { $0.subject }, .text("zone") { $0.zone },
    ]

    static let tableColumns = [
        Column("AT", "at"), Column("CUSTOMER", "number"), Column("TRIGGER", "trigger"), Column("MAKES", "makes"),
        Column("FOR", "for"), Column("SUBJECT", "subject"), Column("STATE", "state"), Column("REASON", "reason"),
    ]

    var zoneName: String? { zone }
}
