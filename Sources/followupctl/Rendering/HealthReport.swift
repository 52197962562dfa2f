import ControlAPI

/// How the daemon is, for a person.
enum HealthReport {
    static func text(_ health: ServiceMethods.Health, instants: InstantText = InstantText()) -> String {
        func instant(_ value: Int64?) -> String { value.map { instants.text($0, zone: nil) } ?? "none" }
        let since = health.oldestOverdueAt.map { ", the longest since \(instant($0))" } ?? ""
        let took = health.lastScanMilliseconds.map { ", took \($0) ms" } ?? ""
        var lines: [(label: String, text: String)] = [("State", SafeText.escape(health.state))]
        lines += health.troubles.map { ("Trouble", SafeText.escape($0)) }
        lines += [
            ("Version", SafeText.escape(health.version)),
            ("Clock", instant(health.nowAt)),
            ("Customers", Amounts.grouped(health.customers)),
            (
                "Overdue",
                "\(Bar.text(health.overdueCustomers, of: health.customers)) \(Amounts.grouped(health.overdueCustomers))\(since)"
            ),
            (
                "Follow-ups",
                "\(Amounts.grouped(health.plannedFollowUps)) planned, \(Amounts.grouped(health.dueFollowUps)) due now, "
                    + "\(Amounts.grouped(health.failedFollowUps)) failed, \(Amounts.grouped(health.heldFollowUps)) held"
            ),
            ("Next follow-up", instant(health.nextFollowUpAt)),
            ("Open tasks", Amounts.grouped(health.openTasks)),
            (
                "Messages",
                "\(Amounts.grouped(health.queuedMessages)) queued, \(Amounts.grouped(health.sendingMessages)) being sent, "
                    + "\(Amounts.grouped(health.failedMessages)) failed"
            ),
            ("Last scan", instant(health.lastScanAt) + took),
        ]
        lines.append(("Last backup", instant(health.lastBackupAt)))
        if !health.pausedServices.isEmpty {
            lines.append(("Paused", SafeText.escape(health.pausedServices.joined(separator: ", "))))
        }
        let turns = [("scanning", health.nextScanAt), ("sending", health.nextSendAt)]
        for (work, next) in turns where next != nil {
            lines.append(("Resting", "\(work), by its schedule until \(instant(next))"))
        }
        if !health.failedJobs.isEmpty {
            lines.append(("Failed jobs", SafeText.escape(health.failedJobs.joined(separator: ", "))))
        }
        if health.replanOrders > 0 {
            lines.append(("Planning", "\(Amounts.counted(health.replanOrders, "trigger")) in the background"))
        }
        lines += [
            ("Database", "\(Amounts.bytes(health.databaseBytes)), write-ahead log \(Amounts.bytes(health.walBytes))"),
            ("Memory", Amounts.bytes(health.residentBytes)),
        ]
        return Detail.text(lines)
    }
}
