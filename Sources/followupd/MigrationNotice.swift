import Engine
import Store
import Systemd

/// Tells the log and the service manager of migrations, which for millions of customers take longer than a start may.
struct MigrationNotice {
    let notifier: ServiceNotifier
    let events: EventLog

    /// How long the service manager waits for the next sign.
    private static let patience: UInt64 = 60_000_000

    func tell(_ progress: SchemaMigration.Progress) {
        switch progress {
        case .begun(let schema):
            notifier.extendTimeout(microseconds: Self.patience)
            notifier.status("Bringing the database to schema \(schema)")
            events.record(Event(.schemaMigrating, ["schema": schema]))
        case .going(let schema, let time):
            notifier.extendTimeout(microseconds: Self.patience)
            notifier.status("Bringing the database to schema \(schema), for \(time.components.seconds) s")
        case .ended(let schema, let time):
            events.record(Event(.schemaMigrated, ["schema": schema, "ms": Int64(time / .milliseconds(1))]))
        }
    }
}
