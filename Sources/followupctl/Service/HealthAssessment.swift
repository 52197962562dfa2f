import ControlAPI

/// What of the daemon's state is worth a warning, and what more than that.
struct HealthAssessment {
    typealias Limits = (warning: Int, critical: Int)

    let lateSeconds: Limits
    let failed: Limits
    /// nil: how long customers are overdue is the office's matter.
    let overdueDays: Int?
    let backupHours: Limits

    func result(of health: ServiceMethods.Health) -> PluginResult {
        let late = max(0, (health.nowAt - (health.nextFollowUpAt ?? health.nowAt)) / 1_000)
        let failures = Int64(health.failedFollowUps + health.failedMessages)
        let overdue = (health.nowAt - (health.oldestOverdueAt ?? health.nowAt)) / 86_400_000
        let backup = health.lastBackupAt.map { max(0, (health.nowAt - $0) / 3_600_000) }

        var findings: [(state: PluginResult.State, text: String)] = []
        func judge(_ value: Int64, _ limits: Limits, _ text: String) {
            if value >= limits.critical {
                findings.append((.critical, text))
            } else if value >= limits.warning {
                findings.append((.warning, text))
            }
        }
        // What is held waits for a person: nothing is broken.
        for trouble in health.troubles where !trouble.hasPrefix("held:") { findings.append((.critical, trouble)) }
        let isResting = health.pausedServices.contains("due-scan") || health.nextScanAt != nil
        if !isResting { judge(late, lateSeconds, "a follow-up is late by \(late) s") }
        judge(failures, failed, "\(failures) follow-ups and messages have failed")
        if health.heldFollowUps > 0 { findings.append((.warning, "\(health.heldFollowUps) follow-ups are held")) }
        for service in health.pausedServices { findings.append((.warning, "\(service) is paused")) }
        for job in health.failedJobs { findings.append((.warning, "job \(job) has failed")) }
        if let overdueDays, overdue >= overdueDays {
            findings.append((.warning, "a customer is overdue for \(overdue) days"))
        }
        if let backup { judge(backup, backupHours, "the last backup is \(backup) hours old") }

        let state = findings.map(\.state).max { $0.rawValue < $1.rawValue } ?? .ok
        let well =
            "\(Amounts.grouped(health.overdueCustomers)) of \(Amounts.counted(health.customers, "customer")) overdue"
        return PluginResult(
            state: state, findings: findings.isEmpty ? [well] : findings.map(\.text),
            performance: [
                .init(label: "customers", value: Int64(health.customers)),
                .init(label: "overdue", value: Int64(health.overdueCustomers)),
                .init(
                    label: "late", value: late, unit: "s", warning: lateSeconds.warning, critical: lateSeconds.critical),
                .init(label: "failed", value: failures, warning: failed.warning, critical: failed.critical),
                .init(label: "held", value: Int64(health.heldFollowUps)),
                .init(label: "queued", value: Int64(health.queuedMessages)),
                .init(label: "database", value: health.databaseBytes, unit: "B"),
                .init(label: "resident", value: health.residentBytes, unit: "B"),
            ])
    }
}
