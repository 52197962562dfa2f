import Glibc
import Synchronization

/// The files that were opened: SQLite goes on writing to one that somebody has removed, or cut short, and all of that would be lost.
final class DatabaseFile: Sendable {
    private struct Status {
        /// Device and inode (stat(2)).
        let identity: [UInt]
        let size: Int64

        /// nil if there is no file.
        init?(path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            identity = [UInt(status.st_dev), UInt(status.st_ino)]
            size = Int64(status.st_size)
        }
    }

    private struct Bound {
        /// The size that it must have at least, in bytes.
        var least: Int64 = 0
        /// It is being rewritten, and may have any size.
        var isRewritten = false
        /// The size that it had when it was rewritten, which it keeps until the log, with the new content, is emptied into it.
        var beforeRewriting: Int64?
    }

    private let path: String
    private let identity: [UInt]?
    private let bound = Mutex(Bound())
    /// Of the log and its index, which are there as long as the database is open.
    private let companions: [(path: String, identity: [UInt])]
    /// For reading its bytes. Closing any descriptor of the file ends all locks that the process has on it (fcntl(2)), SQLite's too: the next program
    /// that looked into the database would take itself for the last one, and remove the log. So it stays open as long as the store.
    let descriptor: Int32

    /// - Parameter path: of a database that is open.
    init(path: String) {
        self.path = path
        identity = Status(path: path)?.identity
        companions = ["\(path)-wal", "\(path)-shm"].compactMap { path in
            Status(path: path).map { (path, $0.identity) }
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// - Throws: `StoreError` `databaseMissing` if one is not at its path any more, or the database is shorter than it was, though nobody here made it so.
    func check() throws {
        for companion in companions {
            guard Status(path: companion.path)?.identity == companion.identity else {
                throw StoreError(
                    .databaseMissing,
                    "The log of the database, \(companion.path), was removed or replaced; stop followupd, which puts the log into the database, and start it again."
                )
            }
        }
        guard let status = Status(path: path), status.identity == identity else {
            throw StoreError(
                .databaseMissing,
                "The database file was removed or replaced; stop followupd, put the file back, and start it again.")
        }
        let isWhole = bound.withLock { bound in
            guard !bound.isRewritten else { return true }
            if status.size == bound.beforeRewriting { return true }
            bound.beforeRewriting = nil
            let isWhole = status.size >= bound.least
            bound.least = max(bound.least, status.size)
            return isWhole
        }
        guard isWhole else {
            throw StoreError(
                .databaseMissing,
                "The database file was cut short by another program; stop followupd, start it again, and restore a backup if it refuses."
            )
        }
    }

    /// Rewrites it, and may make it shorter, at once or when the log is emptied: that may be much later, if somebody reads an older state.
    /// - Parameter rewrite: returns how many bytes the new content has.
    func rewriting(_ rewrite: () throws -> Int64) rethrows {
        bound.withLock { $0.isRewritten = true }
        let before = Status(path: path)?.size
        var content: Int64?
        defer {
            bound.withLock { bound in
                bound.isRewritten = false
                guard let content else { return }
                bound.least = min(content, before ?? content)
                bound.beforeRewriting = before
            }
        }
        content = try rewrite()
    }
}
