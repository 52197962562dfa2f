import Domain
import Glibc

/// The daemon's directory, locked for as long as this value lives, so that a second daemon on the same state is refused.
///
/// The lock is flock(2) on a file of its own: it ends with the process, however that ends, and is not inherited by programs we start.
public final class StateDirectory: Sendable {
    public let path: String
    private let lock: Int32

    /// Makes the directory (mode 0700) if it is missing, and takes the lock.
    /// - Throws: `StoreError` with `alreadyRunning` or `unusableDirectory`.
    public init(path: String) throws {
        self.path = path
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw StateDirectory.unusable(path, "cannot be made")
        }
        let descriptor = open("\(path)/lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw StateDirectory.unusable(path, "cannot be written") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw StoreError(
                .alreadyRunning,
                "Another followupd is running on \(path); stop it, or choose another --state-directory.")
        }
        lock = descriptor
    }

    deinit { close(lock) }

    /// A backup that is being copied and looked at.
    var unfinishedPath: String { "\(path)/followupd.sqlite.unfinished" }

    func removeUnfinished() {
        for part in ["", "-wal", "-journal", "-shm"] { unlink(unfinishedPath + part) }
    }

    /// A backup that is to take the place of the database.
    var restoredPath: String { "\(path)/followupd.sqlite.restored" }
    public var databasePath: String { "\(path)/followupd.sqlite" }

    /// An office that has been here is not begun anew: SQLite would delete the log of a database that is not there, with what was written last, and
    /// backups of the new one would take the place of the old one's.
    /// - Throws: `StoreError` `databaseMissing`.
    func refuseLostDatabase() throws {
        var status = stat()
        // Any other error is not for guessing: opening it will tell.
        guard stat(databasePath, &status) == 0 ? status.st_size == 0 : errno == ENOENT else { return }
        if access("\(databasePath)-wal", F_OK) == 0 {
            throw StoreError(
                .databaseMissing,
                "The database \(databasePath) is gone, but its log \(databasePath)-wal is there; put the database back, or move the log away to begin with an empty one."
            )
        }
        if holdsBackups {
            throw StoreError(
                .databaseMissing,
                "The database \(databasePath) is gone, but backups of it are in \(path)/backups; put one to work with --restore, or move them away to begin with an empty one."
            )
        }
    }

    /// In the standard place: where else a job puts some is not known before the database is.
    private var holdsBackups: Bool {
        guard let names = opendir("\(path)/backups") else { return false }
        defer { closedir(names) }
        while let entry = readdir(names) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".sqlite") { return true }
        }
        return false
    }

    private static func unusable(_ path: String, _ what: String) -> StoreError {
        let cause = String(cString: strerror(errno))
        return StoreError(
            .unusableDirectory, "The state directory \(path) \(what); check its owner and mode.", cause: cause)
    }
}
