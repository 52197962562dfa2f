import Domain
import GRDB

extension Store {
    /// Copies the database into a file, part by part while others go on writing, marks the copy as one (``Store/holdRestored(now:)``), and
    /// checks it. Ends early if the task is cancelled.
    /// - Throws: `StoreError` `corrupt` if the copy is not whole, `CancellationError`.
    public func backUp(to path: String, now: Timestamp) async throws {
        let findings = try await withCopy(at: path) { db in
            try db.execute(sql: "INSERT OR REPLACE INTO backupMark (id, madeAt) VALUES (1, ?)", arguments: [now])
            return try DatabaseIntegrity.findings(db)
        }
        guard findings.isEmpty else {
            throw StoreError(
                .corrupt, "The backup is not whole; look at the disk, and run `followupctl check`.",
                cause: findings.joined(separator: "; "))
        }
    }

    /// Reads a copy through, so that nobody waits meanwhile: pages, indexes, references, and the full-text index against the customers.
    /// - Parameter path: of an empty file where the copy may be made; the caller removes it.
    /// - Returns: what is wrong, at most about a hundred findings; empty: the database is whole.
    public func checkIntegrity(scratch path: String) async throws -> [String] {
        try await withCopy(at: path) { try DatabaseIntegrity.findings($0) }
    }

    private func withCopy<Result: Sendable>(
        at path: String, _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws -> Result {
        let cancellation = CancellationFlag()
        var configuration = Configuration()
        configuration.label = "backup"
        do {
            let copy = try DatabaseQueue(path: path, configuration: configuration)
            return try await withTaskCancellationHandler {
                try await Task { [pool] in
                    // On the copy's own thread, since it takes as long as the disk likes, and the threads of tasks are few.
                    try await copy.writeWithoutTransaction { destination in
                        try pool.read { source in
                            try source.backup(to: destination, pagesPerStep: 2_000) { _ in
                                if cancellation.isRaised { throw CancellationError() }
                            }
                        }
                    }
                    Failpoint.reach("copy-made")
                    let result = try await copy.writeWithoutTransaction { db in
                        if cancellation.isRaised { throw CancellationError() }
                        // One file, without a log beside it, whatever it is copied to.
                        try db.execute(sql: "PRAGMA journal_mode = DELETE")
                        return try body(db)
                    }
                    try copy.close()
                    Failpoint.reach("copy-closed")
                    return result
                }.value
            } onCancel: {
                cancellation.raise()
                // The check of a large copy takes long.
                copy.interrupt()
            }
        } catch {
            if cancellation.isRaised { throw CancellationError() }
            throw StoreError.translating(error)
        }
    }
}
