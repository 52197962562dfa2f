import ControlAPI

extension AccessMethods.User: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .text("email") { $0.email },
        .text("account") { $0.account },
        .text("role") { $0.role }, .truth("mayAssume") { $0.mayAssume },
        .truth("wantsNotices") { $0.wantsNotices }, .truth("active") { $0.active },
    ]

    static let tableColumns = [
        Column("CODE", "code"), Column("NAME", "name"), Column("EMAIL", "email"), Column("ACCOUNT", "account"),
        Column("ROLE", "role"), Column("ACTIVE", "active"),
    ]
}

extension AccessMethods.Team: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .list("members") { $0.members },
    ]

    static let tableColumns = [Column("CODE", "code"), Column("NAME", "name"), Column("MEMBERS", "members")]
}

extension AccessMethods.Branch: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .text("parent") { $0.parent },
        .text("calendar") { $0.calendar },
    ]

    static let tableColumns = [
        Column("CODE", "code"), Column("NAME", "name"), Column("BELOW", "parent"), Column("CALENDAR", "calendar"),
    ]
}

extension AccessMethods.Group: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("code") { $0.code }, .text("name") { $0.name }, .text("description") { $0.description },
        .text("branch") { $0.branch }, .list("sees") { $0.sees ?? ["all"] }, .list("sets") { $0.sets ?? ["all"] },
        .list("members") { $0.members },
    ]

    static let tableColumns = [
        Column("CODE", "code"), Column("NAME", "name"), Column("LEVEL", "branch"), Column("SEES", "sees"),
        Column("SETS", "sets"),
        Column("MEMBERS", "members"),
    ]
}

extension AuditMethods.Entry: Presented {
    static let wireMembers: [Member<Self>] = [
        .identifier("id") { $0.id }, .instant("at") { $0.at }, .identifier("uid") { $0.uid }, .text("by") { $0.by },
        .text("assumedBy") { $0.assumedBy }, .text("action") { $0.action }, .text("kind") { $0.kind },
        .text("subject") { $0.subject }, .map("before") { $0.before }, .map("after") { $0.after },
    ]

    static let tableColumns = [
        Column("WHEN", "at"), Column("BY", "by"), Column("ACTION", "action"), Column("KIND", "kind"),
        Column("SUBJECT", "subject"), Column("BEFORE", "before"), Column("AFTER", "after"),
    ]
}
