import ControlAPI

extension StatusesMethods.Status: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .text("description") { $0.description },
        .number("position") { $0.position }, .text("duration") { $0.duration }, .truth("active") { $0.active },
        .list("allows") { $0.allows }, .truth("loyalty") { $0.loyalty }, .truth("initial") { $0.initial },
        .list("successors") { $0.successors }, .text("entryRule") { $0.entryRule },
        .truth("reasonRequired") { $0.reasonRequired }, .list("reasons") { $0.reasons },
        .text("messageOnEntry") { $0.messageOnEntry }, .text("taskOnEntry") { $0.taskOnEntry },
        .truth("retired") { $0.retired }, .number("customers") { $0.customers },
    ]

    static let tableColumns = [
        Column("POSITION", "position"), Column("CODE", "code"), Column("NAME", "name"), Column("DURATION", "duration"),
        Column("ACTIVE", "active"), Column("INITIAL", "initial"), Column("ALLOWS", "allows"),
        Column("NEXT", "successors"), Column("CUSTOMERS", "customers"),
    ]
}

extension TriggersMethods.Trigger: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .text("status") { $0.status },
        .number("position") { $0.position }, .text("when") { $0.rule.when }, .text("every") { $0.rule.every },
        .number("times") { $0.rule.times }, .text("if") { $0.rule.if }, .text("taskType") { $0.rule.taskType },
        .text("skipAfter") { $0.rule.skipAfter }, .text("task") { $0.rule.task },
        .text("description") { $0.rule.description }, .text("type") { $0.rule.type },
        .number("priority") { $0.rule.priority }, .text("dueIn") { $0.rule.dueIn },
        .truth("autoCancel") { $0.rule.autoCancel }, .list("assignee") { $0.rule.assignee ?? [] },
        .text("template") { $0.rule.template }, .list("channels") { $0.rule.channels ?? [] },
        .text("recipient") { $0.rule.recipient }, .truth("keepWhenLeft") { $0.rule.keepWhenLeft },
        .text("moveTo") { $0.rule.moveTo }, .text("reason") { $0.rule.reason }, .truth("enabled") { $0.enabled },
        .truth("retired") { $0.retired }, .number("revision") { $0.revision },
    ]

    static let tableColumns = [
        Column("STATUS", "status"), Column("CODE", "code"), Column("WHEN", "when"), Column("EVERY", "every"),
        Column("ENABLED", "enabled"), Column("TASK", "task"), Column("MESSAGE", "template"), Column("BY", "channels"),
        Column("TO", "recipient"), Column("MOVES TO", "moveTo"),
    ]
}

extension TemplatesMethods.Template: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .text("purpose") { $0.purpose },
        .text("subject") { $0.subject }, .text("text") { $0.text }, .text("html") { $0.html },
        .truth("retired") { $0.retired },
    ]

    static let tableColumns = [
        Column("CODE", "code"), Column("NAME", "name"), Column("PURPOSE", "purpose"), Column("SUBJECT", "subject"),
    ]
}

extension CalendarsMethods.Calendar: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .text("zone") { $0.zone }, .map("hours") { $0.hours },
        .text("quiet") { $0.quiet }, .list("holidays") { $0.holidays.map { "\($0.on) \($0.name)" } },
        .list("branches") { $0.branches },
    ]

    static let tableColumns = [
        Column("CODE", "code"), Column("NAME", "name"), Column("ZONE", "zone"), Column("QUIET", "quiet"),
        Column("BRANCHES", "branches"),
    ]
}

extension StatusesMethods.Reason: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .number("position") { $0.position },
        .truth("retired") { $0.retired },
        .number("used") { $0.used },
    ]

    static let tableColumns = [
        Column("POSITION", "position"), Column("CODE", "code"), Column("NAME", "name"), Column("RETIRED", "retired"),
        Column("STAYS", "used"),
    ]
}

extension WorkflowMethods.Change: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("action") { $0.action }, .text("kind") { $0.kind }, .text("code") { $0.code },
        .map("before") { $0.before },
        .map("after") { $0.after }, .number("customers") { $0.customers }, .number("planned") { $0.planned },
        .number("cancelled") { $0.cancelled }, .text("what") { $0.what },
    ]

    static let tableColumns = [
        Column("ACTION", "action"), Column("KIND", "kind"), Column("CODE", "code"), Column("CUSTOMERS", "customers"),
        Column("PLANS", "planned"), Column("CANCELS", "cancelled"), Column("WHAT", "what"),
    ]

    /// Of a change, each member that differs, as `name: before → after`.
    private var what: String {
        guard action == "changed" else { return "" }
        return Set(before.keys).union(after.keys).sorted().map { "\($0): \(before[$0] ?? "") → \(after[$0] ?? "")" }
            .joined(separator: "; ")
    }
}

extension SearchesMethods.Search: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .text("owner") { $0.owner },
        .truth("shared") { $0.shared },
        .text("search") { $0.search }, .list("columns") { $0.columns }, .text("sort") { $0.sort },
        .truth("descending") { $0.descending }, .truth("departments") { $0.departments },
    ]

    static let tableColumns = [
        Column("CODE", "code"), Column("NAME", "name"), Column("OWNER", "owner"), Column("SHARED", "shared"),
        Column("SEARCH", "search"),
    ]
}

extension SearchesMethods.Explain.Reply: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("text") { $0.text }, .text("sql") { $0.sql }, .list("plan") { $0.plan },
    ]

    static let tableColumns = [Column("SEARCH", "text"), Column("PLAN", "plan")]
}
