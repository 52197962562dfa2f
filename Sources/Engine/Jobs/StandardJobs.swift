import Domain

extension JobSpecification {
    /// What every office has. Their schedules can be changed, and each can be paused.
    public static let standard: [JobSpecification] = [
        JobSpecification(
            code: "digest", name: "Daily digest", kind: .digest, schedule: calendar("Mon..Fri *-*-* 07:30:00"),
            timeoutSeconds: 1_800),
        JobSpecification(
            code: "backup", name: "Backup", kind: .backup, schedule: calendar("*-*-* 02:15:00"), jitterSeconds: 900,
            timeoutSeconds: 3_600),
        JobSpecification(
            code: "prune", name: "Removal of old ledger entries", kind: .prune,
            schedule: calendar("Sun *-*-* 03:30:00"),
            jitterSeconds: 900, timeoutSeconds: 7_200),
        JobSpecification(
            code: "optimize", name: "Tidying of the database", kind: .optimize, schedule: calendar("*-*-* 03:15:00"),
            jitterSeconds: 300),
        JobSpecification(
            code: "heartbeat", name: "Heartbeat", kind: .heartbeat, schedule: heartbeat, timeoutSeconds: 60, retries: 0),
    ]

    /// A text that the tests hold to be an expression.
    private static func calendar(_ text: String) -> Schedule { Schedule(text) ?? heartbeat }

    private static let heartbeat = Schedule.interval(.quarterOfAnHour)
}
