import Domain
import GRDB
import Synchronization

/// Reads the rules of a time zone by its IANA name, or throws: a zone is never silently GMT.
public typealias ZoneSource = @Sendable (String) throws -> ZoneRules

/// One SQLite file, one writer, many readers. Its methods are extensions in the folders beside this file, each named for what it keeps true.
public final class Store: Sendable {
    let pool: any DatabaseWriter
    /// Of the database file; empty for a scratch store.
    let path: String
    /// The rules in force: those that a zone's file had when it was read first, or adopted (``adoptZoneRules(now:)``); a file that is damaged
    /// meanwhile stops nothing.
    let zones: ZoneSource
    let rulesInForce: RulesInForce
    let catalogCache = Mutex<Catalog?>(nil)
    /// nil: a scratch store has none.
    let file: DatabaseFile?
    private let waitingWrites = WriteQueue()
    /// Keeps the lock for as long as the database is open.
    private let directory: StateDirectory?

    /// Opens the database in a locked directory and brings it to the current schema.
    /// - Parameter onMigration: hears of migrations, so that a service manager can be asked for time.
    /// - Throws: `StoreError`: `newerSchema`, `corrupt`, `storageFull`, …; nothing is ever repaired by deleting.
    public init(
        directory: StateDirectory, zones: @escaping ZoneSource,
        onMigration: @escaping @Sendable (SchemaMigration.Progress) -> Void = { _ in }
    ) throws {
        self.directory = directory
        rulesInForce = RulesInForce(zones)
        self.zones = rulesInForce.rules(of:)
        path = directory.databasePath
        do {
            try RestoredBackup.finish(in: directory)
            // What a kill has left may hold customers who have been erased since.
            directory.removeUnfinished()
            try directory.refuseLostDatabase()
            let pool = try DatabasePool(path: path, configuration: Self.configuration)
            self.pool = pool
            // GRDB chooses NORMAL for WAL; what was acknowledged must survive a power cut.
            // The writer's cache (KiB) and the longer log let a storm touch a page once, not once a row.
            try pool.writeWithoutTransaction {
                try $0.execute(
                    sql:
                        "PRAGMA synchronous = FULL; PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 4000; PRAGMA secure_delete = ON"
                )
            }
            // In the file itself, so that a log that is lost is not taken for one that never was.
            if try SchemaMigration.run(pool, tell: onMigration) {
                try pool.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
            }
            file = try DatabaseFile(path: directory.databasePath)
        } catch {
            throw Self.openingError(error, path: directory.databasePath)
        }
    }

    /// An empty store in memory, for what is tried out and thrown away. References to rows that it lacks are no matter there.
    public init(scratch zones: @escaping ZoneSource) throws {
        rulesInForce = RulesInForce(zones)
        self.zones = rulesInForce.rules(of:)
        directory = nil
        file = nil
        path = ""
        var configuration = Self.configuration
        configuration.foreignKeysEnabled = false
        pool = try DatabaseQueue(configuration: configuration)
        _ = try SchemaMigration.run(pool) { _ in }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.label = "store"
        configuration.prepareDatabase { db in
            // A burst must not leave a huge WAL behind, nor sorting spill to a directory the sandbox lacks.
            try db.execute(sql: "PRAGMA journal_size_limit = 16777216; PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    private static func openingError(_ error: any Error, path: String) -> any Error {
        guard let translated = StoreError.translating(error) as? StoreError else { return error }
        guard translated.code == .storageFull || translated.code == .database else { return translated }
        return StoreError(
            translated.code, "The database \(path) cannot be opened; check the disk, and the file's owner and mode.",
            cause: translated.cause)
    }

    /// Reads one consistent state. Never hold the result's query open across a reply: page instead.
    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do { return try await pool.read(body) } catch { throw StoreError.translating(error) }
    }

    /// One transaction: all of it or nothing. A begun write is finished even if the caller is cancelled meanwhile, since what it
    /// records (a delivery, say) has happened.
    func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try file?.check()
        let pool = pool
        let ticket = WriteTicket(waitingWrites)
        do {
            return try await Task {
                try await pool.write { db in
                    ticket.redeem()
                    return try body(db)
                }
            }.value
        } catch {
            throw StoreError.translating(error)
        }
    }

    /// Another write waits for the one that is under way.
    var isWriterAwaited: Bool { waitingWrites.count > 0 }

    /// Closes all connections; pending writes are finished first.
    public func close() throws {
        // GRDB closes the writer first; a reader that is left cannot empty the log into the database file.
        (pool as? DatabasePool)?.invalidateReadOnlyConnections()
        try pool.close()
        file?.close()
    }
}
