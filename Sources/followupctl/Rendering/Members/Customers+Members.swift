import ControlAPI

extension CustomersMethods.Customer: Presented {
    static let members: [Member<Self>] = [
        .text("number") { $0.number }, .text("name") { $0.name }, .text("department") { $0.department },
        .text("parent") { $0.parent }, .text("branch") { $0.branch }, .text("owner") { $0.owner },
        .text("email") { $0.email }, .text("phone") { $0.phone }, .text("website") { $0.website },
        .text("street") { $0.street }, .text("city") { $0.city }, .text("postalCode") { $0.postalCode },
        .text("country") { $0.country }, .text("accountType") { $0.accountType },
        .text("leadSource") { $0.leadSource }, .map("customFields") { $0.customFields },
        .text("status") { $0.status }, .text("statusName") { $0.statusName }, .truth("active") { $0.active },
        .instant("enteredAt") { $0.enteredAt }, .text("dueOn") { $0.dueOn }, .instant("overdueAt") { $0.overdueAt },
        .truth("dueOverridden") { $0.dueOverridden }, .truth("overdue") { $0.overdue },
        .number("daysOverdue") { $0.daysOverdue }, .number("version") { $0.version },
        .instant("createdAt") { $0.createdAt }, .text("zone") { $0.zone },
    ]

    static let columns = [
        Column("NUMBER", "number"), Column("NAME", "name"), Column("DEPARTMENT", "department"),
        Column("STATUS", "status"), Column("SINCE", "enteredAt"), Column("DUE", "dueOn"),
        Column("DAYS OVERDUE", "daysOverdue"), Column("OWNER", "owner"), Column("BRANCH", "branch"),
    ]

    var zoneName: String? { zone }
}

extension CustomersMethods.StatusCount: Presented {
    static let members: [Member<Self>] = [
        .text("status") { $0.status }, .text("name") { $0.name }, .truth("active") { $0.active },
        .number("customers") { $0.customers }, .number("overdue") { $0.overdue },
    ]

    static let columns = [
        Column("STATUS", "status"), Column("NAME", "name"), Column("ACTIVE", "active"),
        Column("CUSTOMERS", "customers"), Column("OVERDUE", "overdue"),
    ]
}

extension CustomersMethods.Period: Presented {
    static let members: [Member<Self>] = [
        .identifier("id") { $0.id }, .text("status") { $0.status }, .text("statusName") { $0.statusName },
        .instant("enteredAt") { $0.enteredAt }, .text("enteredBy") { $0.enteredBy }, .text("dueOn") { $0.dueOn },
        .instant("overdueAt") { $0.overdueAt }, .instant("leftAt") { $0.leftAt }, .text("leftBy") { $0.leftBy },
        .number("days") { $0.days }, .text("note") { $0.note },
    ]

    static let columns = [
        Column("STATUS", "status"), Column("ENTERED", "enteredAt"), Column("BY", "enteredBy"), Column("DUE", "dueOn"),
        Column("LEFT", "leftAt"), Column("BY", "leftBy"), Column("DAYS", "days"), Column("NOTE", "note"),
    ]
}
