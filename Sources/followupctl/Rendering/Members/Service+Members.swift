import ControlAPI

extension ServiceMethods.Health: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("version") { $0.version }, .text("state") { $0.state }, .list("troubles") { $0.troubles },
        .instant("nowAt") { $0.nowAt }, .number("customers") { $0.customers },
        .number("overdueCustomers") { $0.overdueCustomers }, .instant("oldestOverdueAt") { $0.oldestOverdueAt },
        .number("plannedFollowUps") { $0.plannedFollowUps }, .number("dueFollowUps") { $0.dueFollowUps },
        .number("failedFollowUps") { $0.failedFollowUps }, .number("heldFollowUps") { $0.heldFollowUps },
        .instant("nextFollowUpAt") { $0.nextFollowUpAt },
        .number("openTasks") { $0.openTasks }, .number("queuedMessages") { $0.queuedMessages },
        .number("sendingMessages") { $0.sendingMessages }, .number("failedMessages") { $0.failedMessages },
        .list("pausedServices") { $0.pausedServices },
        .instant("nextScanAt") { $0.nextScanAt }, .instant("nextSendAt") { $0.nextSendAt },
        .list("failedJobs") { $0.failedJobs },
        .number("replanOrders") { $0.replanOrders }, .instant("lastScanAt") { $0.lastScanAt },
        .identifier("lastScanMilliseconds") { $0.lastScanMilliseconds },
        .instant("lastBackupAt") { $0.lastBackupAt },
        .identifier("databaseBytes") { $0.databaseBytes }, .identifier("walBytes") { $0.walBytes },
        .identifier("residentBytes") { $0.residentBytes },
    ]

    static let tableColumns = [
        Column("STATE", "state"), Column("CUSTOMERS", "customers"), Column("OVERDUE", "overdueCustomers"),
        Column("DUE", "dueFollowUps"), Column("NEXT", "nextFollowUpAt"), Column("TASKS", "openTasks"),
        Column("QUEUED", "queuedMessages"),
    ]
}

extension ServiceMethods.Event: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("name") { $0.name }, .text("level") { $0.level }, .map("fields") { $0.fields },
        .text("line") { $0.line },
    ]

    static let tableColumns = [Column("LEVEL", "level"), Column("LINE", "line")]
}

extension AccessMethods.WhoAmI.Reply: Presented {
    static let wireMembers: [Member<Self>] = [
        .text("user") { $0.user }, .identifier("uid") { $0.uid }, .text("role") { $0.role },
        .text("assumedBy") { $0.assumedBy },
    ]

    static let tableColumns = [Column("USER", "user"), Column("UID", "uid"), Column("ROLE", "role")]
}
