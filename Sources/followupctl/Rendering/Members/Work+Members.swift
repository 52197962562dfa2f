import ControlAPI

extension TasksMethods.Task: Presented {
    static let wireMembers: [Member<Self>] = [
        .identifier("id") { $0.id }, .text("number") { $0.number }, .text("name") { $0.name },
        .text("subject") { $0.subject }, .text("text") { $0.text }, .text("assignee") { $0.assignee },
        .number("priority") { $0.priority }, .text("dueOn") { $0.dueOn }, .text("state") { $0.state },
        .truth("late") { $0.late }, .text("trigger") { $0.trigger }, .instant("createdAt") { $0.createdAt },
        .text("createdBy") { $0.createdBy }, .instant("closedAt") { $0.closedAt }, .text("closedBy") { $0.closedBy },
    ]

    static let tableColumns = [
        Column("ID", "id"), Column("DUE", "dueOn"), Column("PRIORITY", "priority"), Column("STATE", "state"),
        Column("ASSIGNEE", "assignee"), Column("CUSTOMER", "number"), Column("NAME", "name"),
        Column("SUBJECT", "subject"),
    ]
}

extension MessagesMethods.Message: Presented {
    static let wireMembers: [Member<Self>] = [
        .identifier("id") { $0.id }, .text("messageId") { $0.messageId }, .text("number") { $0.number },
        .text("name") { $0.name }, .text("channel") { $0.channel }, .text("recipient") { $0.recipient },
        .text("address") { $0.address }, .text("subject") { $0.subject }, .text("text") { $0.text },
        .text("state") { $0.state }, .text("reason") { $0.reason }, .number("attempts") { $0.attempts },
        .truth("late") { $0.late }, .text("trigger") { $0.trigger }, .instant("createdAt") { $0.createdAt },
        .instant("nextAttemptAt") { $0.nextAttemptAt }, .instant("decidedAt") { $0.decidedAt },
    ]

    static let tableColumns = [
        Column("ID", "id"), Column("STATE", "state"), Column("REASON", "reason"), Column("TRIES", "attempts"),
        Column("CREATED", "createdAt"), Column("CUSTOMER", "number"), Column("TO", "recipient"),
        Column("ADDRESS", "address"), Column("SUBJECT", "subject"),
    ]
}
