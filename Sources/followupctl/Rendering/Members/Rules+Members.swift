import ControlAPI

extension StatusesMethods.Status: Presented {
    static let members: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .text("description") { $0.description },
        .number("position") { $0.position }, .text("duration") { $0.duration }, .truth("active") { $0.active },
        .list("allows") { $0.allows }, .truth("loyalty") { $0.loyalty }, .truth("initial") { $0.initial },
        .truth("retired") { $0.retired }, .number("customers") { $0.customers },
    ]

    static let columns = [
        Column("POSITION", "position"), Column("CODE", "code"), Column("NAME", "name"), Column("DURATION", "duration"),
        Column("ACTIVE", "active"), Column("INITIAL", "initial"), Column("ALLOWS", "allows"),
        Column("CUSTOMERS", "customers"),
    ]
}

extension TriggersMethods.Trigger: Presented {
    static let members: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .text("status") { $0.status },
        .number("position") { $0.position }, .text("when") { $0.when }, .text("task") { $0.task },
        .text("description") { $0.description }, .number("priority") { $0.priority },
        .truth("autoCancel") { $0.autoCancel }, .text("email") { $0.email }, .text("recipient") { $0.recipient },
        .truth("keepWhenLeft") { $0.keepWhenLeft }, .text("skipAfter") { $0.skipAfter },
        .truth("enabled") { $0.enabled }, .truth("retired") { $0.retired }, .number("revision") { $0.revision },
    ]

    static let columns = [
        Column("STATUS", "status"), Column("CODE", "code"), Column("WHEN", "when"), Column("ENABLED", "enabled"),
        Column("TASK", "task"), Column("EMAIL", "email"), Column("TO", "recipient"),
    ]
}

extension TemplatesMethods.Template: Presented {
    static let members: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .text("subject") { $0.subject },
        .text("text") { $0.text },
    ]

    static let columns = [Column("CODE", "code"), Column("NAME", "name"), Column("SUBJECT", "subject")]
}

extension AccessMethods.User: Presented {
    static let members: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .text("email") { $0.email },
        .truth("active") { $0.active },
    ]

    static let columns = [
        Column("CODE", "code"), Column("NAME", "name"), Column("EMAIL", "email"), Column("ACTIVE", "active"),
    ]
}
