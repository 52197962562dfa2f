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
        /// It may get as short as `least` when the log, with the new content, is emptied into it.
        var mayShrink = false
    }

    private let path: String
    private let identity: [UInt]?
    private let bound = Mutex(Bound())
    /// Of the log and its index, which are there as long as the database is open.
    private let companions: [(path: String, identity: [UInt])]
    /// For reading its bytes. Closing any descriptor of the file ends all locks that the process has on it (fcntl(2)), SQLite's too: the next program
    /// that looked into the database would take itself for the last one, and remove the log. So it stays open as long as SQLite has it; -1 then.
    private let descriptor: Mutex<Int32>

    /// - Parameter path: of a database that is open.
    /// - Throws: `StoreError` `database` if it cannot be opened once more.
    init(path: String) throws {
        let number = open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else {
            throw StoreError(
                .database,
                "The database \(path) cannot be read; check its owner and mode, and how many files may be open.")
        }
        self.path = path
        identity = Status(path: path)?.identity
        companions = ["\(path)-wal", "\(path)-shm"].compactMap { path in
            Status(path: path).map { (path, $0.identity) }
        }
        descriptor = Mutex(number)
    }

    deinit { close() }

    /// As pread(2), from that place on.
    func read(into bytes: UnsafeMutableRawBufferPointer, at place: Int) -> Int {
        descriptor.withLock { pread($0, bytes.baseAddress, bytes.count, off_t(place)) }
    }

    /// After SQLite has closed it.
    func close() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { Glibc.close(descriptor) }
            descriptor = -1
        }
    }

    /// - Throws: `StoreError` `databaseMissing` if one is not at its path any more, or the database is shorter than it was, though nobody here made it so.
    func check() throws {
        // SQLite says that it is closed; its log is gone with that.
        guard descriptor.withLock({ $0 >= 0 }) else { return }
        for companion in companions {
            guard Status(path: companion.path)?.identity == companion.identity else {
                throw StoreError(
                    .databaseMissing,
                    "The log of the database, \(companion.path), was removed or replaced; stop followupd, which puts the log into the database, and start it again."
                )
            }
        }
        // Looked at in turn, so that nobody goes by what it was before another rewrote it.
        let (isThere, isWhole) = bound.withLock { bound in
            guard let status = Status(path: path), status.identity == identity else { return (false, false) }
            guard !bound.isRewritten else { return (true, true) }
            let isWhole = status.size >= bound.least
            if !bound.mayShrink { bound.least = max(bound.least, status.size) }
            return (true, isWhole)
        }
        guard isThere else {
            throw StoreError(
                .databaseMissing,
                "The database file was removed or replaced; stop followupd, put the file back, and start it again.")
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
        var content: Int64?
        defer {
            bound.withLock { bound in
                bound.isRewritten = false
                guard let content else { return }
                bound.least = min(content, Status(path: path)?.size ?? content)
                bound.mayShrink = true
            }
        }
        content = try rewrite()
    }

    /// Nothing is in the log any more: it is as short as it gets.
    func logIsEmpty() {
        bound.withLock { bound in
            if bound.mayShrink { bound = Bound() }
        }
    }
}
