import Glibc
import Synchronization

/// The file that was opened: SQLite goes on writing to one that somebody has removed, or cut short, and all of that would be lost.
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

    init(path: String) {
        self.path = path
        identity = Status(path: path)?.identity
    }

    /// - Throws: `StoreError` `databaseMissing` if it is not at its path any more, or is shorter than it was, though nobody here made it so.
    func check() throws {
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
