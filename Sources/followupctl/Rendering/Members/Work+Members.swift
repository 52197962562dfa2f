import ControlAPI

extension TasksMethods.Task: Presented {
    static let wireMembers: [Member<Self>] = [
        .identifier("id") { $0.id }, .text("number") { $0.number }, .text("name") { $0.name },
        .text("subject") { $0.subject }, .text("text") { $0.text }, .text("type") { $0.type },
        .text("assignee") { $0.assignee }, .text("team") { $0.team }, .number("priority") { $0.priority },
        .text("dueOn") { $0.dueOn }, .text("state") { $0.state },
        .truth("late") { $0.late }, .text("trigger") { $0.trigger }, .instant("createdAt") { $0.createdAt },
        .text("createdBy") { $0.createdBy }, .instant("startedAt") { $0.startedAt },
        .instant("closedAt") { $0.closedAt }, .text("closedBy") { $0.closedBy }, .text("result") { $0.result },
        .text("outcome") { $0.outcome },
    ]

    static let tableColumns = [
        Column("ID", "id"), Column("DUE", "dueOn"), Column("PRIORITY", "priority"), Column("STATE", "state"),
        Column("TYPE", "type"), Column("ASSIGNEE", "assignee"), Column("TEAM", "team"), Column("CUSTOMER", "number"),
        Column("NAME", "name"), Column("SUBJECT", "subject"),
    ]
}

extension MessagesMethods.Message: Presented {
    static let wireMembers: [Member<Self>] = [
        .identifier("id") { $0.id }, .text("messageId") { $0.messageId }, .text("number") { $0.number },
        .text("name") { $0.name }, .text("channel") { $0.channel }, .text("recipient") { $0.recipient },
        .text("purpose") { $0.purpose }, .text("address") { $0.address }, .text("subject") { $0.subject },
        .text("text") { $0.text }, .text("html") { $0.html }, .text("state") { $0.state },
        .text("reason") { $0.reason }, .number("attempts") { $0.attempts },
        .truth("late") { $0.late }, .number("step") { $0.step }, .list("fallback") { $0.fallback },
        .text("trigger") { $0.trigger }, .instant("createdAt") { $0.createdAt },
        .instant("nextAttemptAt") { $0.nextAttemptAt }, .instant("decidedAt") { $0.decidedAt },
    ]

    static let tableColumns = [
        Column("ID", "id"), Column("STATE", "state"), Column("REASON", "reason"), Column("TRIES", "attempts"),
        Column("CREATED", "createdAt"), Column("BY", "channel"), Column("CUSTOMER", "number"),
        Column("TO", "recipient"),
        Column("ADDRESS", "address"), Column("SUBJECT", "subject"),
    ]
}

extension JobsMethods.Job: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .text("kind") { $0.kind },
        .text("schedule") { $0.schedule }, .map("options") { $0.options },
        .number("jitterSeconds") { $0.jitterSeconds }, .number("timeoutSeconds") { $0.timeoutSeconds },
        .number("retries") { $0.retries }, .truth("builtIn") { $0.builtIn }, .truth("paused") { $0.paused },
        .truth("running") { $0.running }, .instant("nextAt") { $0.nextAt }, .instant("lastAt") { $0.lastAt },
        .text("lastOutcome") { $0.lastOutcome }, .text("lastDetail") { $0.lastDetail },
    ]

    static let tableColumns = [
        Column("CODE", "code"), Column("KIND", "kind"), Column("SCHEDULE", "schedule"), Column("PAUSED", "paused"),
        Column("NEXT", "nextAt"), Column("LAST", "lastAt"), Column("OUTCOME", "lastOutcome"),
        Column("DETAIL", "lastDetail"),
    ]
}

extension JobsMethods.JobRun: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("job") { $0.job }, .instant("scheduledAt") { $0.scheduledAt }, .instant("startedAt") { $0.startedAt },
        .instant("finishedAt") { $0.finishedAt }, .text("outcome") { $0.outcome }, .text("detail") { $0.detail },
        .number("attempt") { $0.attempt }, .number("missed") { $0.missed }, .text("by") { $0.by },
    ]

    static let tableColumns = [
        Column("JOB", "job"), Column("SCHEDULED", "scheduledAt"), Column("STARTED", "startedAt"),
        Column("FINISHED", "finishedAt"), Column("OUTCOME", "outcome"), Column("ATTEMPT", "attempt"),
        Column("MISSED", "missed"), Column("BY", "by"), Column("DETAIL", "detail"),
    ]
}
