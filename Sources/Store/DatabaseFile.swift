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

    private let path: String
    private let identity: [UInt]?
    /// The size that it has had at least, in bytes; nil while it may become smaller.
    private let least = Mutex<Int64?>(0)

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
        let isWhole = least.withLock { least in
            guard let known = least else { return true }
            least = max(known, status.size)
            return status.size >= known
        }
        guard isWhole else {
            throw StoreError(
                .databaseMissing,
                "The database file was cut short by another program; stop followupd, start it again, and restore a backup if it refuses."
            )
        }
    }

    /// It is about to be rewritten, and may be shorter then.
    func expectShorter() { least.withLock { $0 = nil } }

    /// It is as short as it gets.
    func expectNoShorter() { least.withLock { $0 = 0 } }
}
