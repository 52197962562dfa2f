import ControlAPI

extension CustomersMethods.Customer: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("number") { $0.number }, .text("name") { $0.name }, .text("department") { $0.department },
        .text("parent") { $0.parent }, .text("branch") { $0.branch }, .text("owner") { $0.owner },
        .text("email") { $0.email }, .text("phone") { $0.phone }, .text("mobile") { $0.mobile },
        .text("website") { $0.website },
        .text("street") { $0.street }, .text("city") { $0.city }, .text("postalCode") { $0.postalCode },
        .text("country") { $0.country }, .text("accountType") { $0.accountType },
        .text("leadSource") { $0.leadSource }, .text("birthday") { $0.birthday },
        .text("anniversary") { $0.anniversary },
        .truth("doNotMarket") { $0.doNotMarket }, .truth("doNotCall") { $0.doNotCall }, .list("optOuts") { $0.optOuts },
        .text("lastPaymentOn") { $0.lastPaymentOn }, .text("yearToDateSales") { $0.yearToDateSales },
        .text("receivableBalance") { $0.receivableBalance }, .text("lifetimeSales") { $0.lifetimeSales },
        .list("tags") { $0.tags }, .map("customFields") { $0.customFields },
        .text("status") { $0.status }, .text("statusName") { $0.statusName }, .text("reason") { $0.reason },
        .text("note") { $0.note }, .truth("active") { $0.active }, .truth("loyalty") { $0.loyalty },
        .instant("enteredAt") { $0.enteredAt }, .text("dueOn") { $0.dueOn }, .instant("overdueAt") { $0.overdueAt },
        .truth("dueOverridden") { $0.dueOverridden }, .truth("overdue") { $0.overdue },
        .number("daysOverdue") { $0.daysOverdue }, .text("activatedOn") { $0.activatedOn },
        .text("pausedUntil") { $0.pausedUntil }, .number("version") { $0.version },
        .instant("createdAt") { $0.createdAt }, .text("zone") { $0.zone },
    ]

    static let tableColumns = [
        Column("NUMBER", "number"), Column("NAME", "name"), Column("DEPARTMENT", "department"),
        Column("STATUS", "status"), Column("SINCE", "enteredAt"), Column("DUE", "dueOn"),
        Column("DAYS OVERDUE", "daysOverdue"), Column("OWNER", "owner"), Column("BRANCH", "branch"),
    ]

    var zoneName: String? { zone }
}

extension CustomersMethods.StatusCount: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("status") { $0.status }, .text("name") { $0.name }, .truth("active") { $0.active },
        .number("customers") { $0.customers }, .number("overdue") { $0.overdue },
    ]

    static let tableColumns = [
        Column("STATUS", "status"), Column("NAME", "name"), Column("ACTIVE", "active"),
        Column("CUSTOMERS", "customers"), Column("OVERDUE", "overdue"),
    ]
}

extension CustomersMethods.Period: Presented {
    static let wireMembers: [Member<Self>] = [
        .identifier("id") { $0.id }, .text("status") { $0.status }, .text("statusName") { $0.statusName },
        .text("reason") { $0.reason }, .instant("enteredAt") { $0.enteredAt }, .text("enteredBy") { $0.enteredBy },
        .instant("recordedAt") { $0.recordedAt }, .text("dueOn") { $0.dueOn },
        .instant("overdueAt") { $0.overdueAt }, .instant("leftAt") { $0.leftAt }, .text("leftBy") { $0.leftBy },
        .text("ending") { $0.ending }, .number("days") { $0.days }, .text("note") { $0.note },
    ]

    static let tableColumns = [
        Column("STATUS", "status"), Column("ENTERED", "enteredAt"), Column("BY", "enteredBy"), Column("DUE", "dueOn"),
        Column("LEFT", "leftAt"), Column("BY", "leftBy"), Column("DAYS", "days"), Column("REASON", "reason"),
        Column("NOTE", "note"),
    ]
}

extension CustomersMethods.Note: Presented {
    static let wireMembers: [Member<Self>] = [
        .identifier("id") { $0.id }, .instant("at") { $0.at }, .text("by") { $0.by }, .text("text") { $0.text },
    ]

    static let tableColumns = [Column("NOTED", "at"), Column("BY", "by"), Column("TEXT", "text")]
}

extension CustomersMethods.Outcome: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("number") { $0.number }, .text("name") { $0.name }, .text("from") { $0.from },
        .list("refused") { $0.refused },
    ]

    static let tableColumns = [
        Column("NUMBER", "number"), Column("NAME", "name"), Column("FROM", "from"), Column("REFUSED, SINCE", "refused"),
    ]
}
