import GRDB
import GRDBSQLite

/// Says about once a second that a connection is at work (sqlite3_progress_handler): a statement that hangs says nothing.
final class ProgressWatch {
    private let interval: Duration
    private let tell: () -> Void
    private var lastAt = ContinuousClock.now

    init(every interval: Duration = .seconds(1), _ tell: @escaping () -> Void) {
        self.interval = interval
        self.tell = tell
    }

    /// Until `stop`, which must come before this value goes.
    func start(_ db: Database) {
        // Steps of SQLite's virtual machine: some milliseconds.
        sqlite3_progress_handler(
            db.sqliteConnection, 100_000,
            { context in
                context.map { Unmanaged<ProgressWatch>.fromOpaque($0).takeUnretainedValue().step() }
                return 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    func stop(_ db: Database) { sqlite3_progress_handler(db.sqliteConnection, 0, nil, nil) }

    private func step() {
        let now = ContinuousClock.now
        guard now - lastAt >= interval else { return }
        lastAt = now
        tell()
    }
}
