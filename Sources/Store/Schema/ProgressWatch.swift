import GRDB
import GRDBSQLite

/// Says about once a second that a connection is at work (sqlite3_progress_handler): a statement that hangs says nothing. Ends the work on demand.
final class ProgressWatch {
    private let interval: Duration
    private let cancellation: CancellationFlag?
    private let tell: () -> Void
    private var lastAt = ContinuousClock.now

    /// - Parameter cancellation: when it is raised, the statement fails with SQLITE_INTERRUPT.
    init(
        every interval: Duration = .seconds(1), until cancellation: CancellationFlag? = nil,
        _ tell: @escaping () -> Void
    ) {
        self.interval = interval
        self.cancellation = cancellation
        self.tell = tell
    }

    /// Until `stop`, which must come before this value goes.
    func start(_ db: Database) {
        // Steps of SQLite's virtual machine: some milliseconds.
        sqlite3_progress_handler(
            db.sqliteConnection, 100_000,
            { context in
                guard let context else { return 0 }
                return Unmanaged<ProgressWatch>.fromOpaque(context).takeUnretainedValue().step() ? 0 : 1
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    func stop(_ db: Database) { sqlite3_progress_handler(db.sqliteConnection, 0, nil, nil) }

    /// - Returns: whether to go on.
    private func step() -> Bool {
        if cancellation?.isRaised == true { return false }
        let now = ContinuousClock.now
        guard now - lastAt >= interval else { return true }
        lastAt = now
        tell()
        return true
    }
}
