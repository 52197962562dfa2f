import Glibc

/// The files of a backup, open for reading: whoever may read them need not be whoever puts it in place.
public final class BackupSource: Sendable {
    public let path: String
    /// Of the database, and of the logs that lie beside it, by what follows the path.
    let parts: [(suffix: String, descriptor: Int32)]

    /// Follows no link at the path's end: what lies in a directory of the service's user may have been put there by a mail program of his, for
    /// root to read.
    /// - Throws: `StoreError` `unusableDirectory` for what is no ordinary file, or cannot be read.
    public init(path: String) throws {
        self.path = path
        var parts: [(suffix: String, descriptor: Int32)] = []
        do {
            // A rollback journal can name files that SQLite then removes (https://www.sqlite.org/fileformat2.html#the_rollback_journal); a
            // database of followupd has none, as it keeps a log instead.
            guard access(path + "-journal", F_OK) != 0 else {
                throw StoreError(
                    .unusableDirectory,
                    "\(path)-journal lies beside the backup, which followupd never makes; remove it if it does not belong there."
                )
            }
            for suffix in ["", "-wal"] {
                // Without waiting for the writer of a pipe.
                let descriptor = open(path + suffix, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
                if descriptor < 0, errno == ENOENT, !suffix.isEmpty { continue }
                guard descriptor >= 0 else { throw Self.refusal(path + suffix) }
                parts.append((suffix, descriptor))
                var status = stat()
                guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                    throw StoreError(
                        .unusableDirectory, "\(path + suffix) is no ordinary file, so it is no backup.")
                }
            }
        } catch {
            for part in parts { close(part.descriptor) }
            throw error
        }
        self.parts = parts
    }

    deinit {
        for part in parts { close(part.descriptor) }
    }

    /// - Throws: `StoreError` if it is the file at `other`.
    func refuseToBe(_ other: String) throws {
        var own = stat()
        var another = stat()
        guard fstat(parts[0].descriptor, &own) == 0, stat(other, &another) == 0 else { return }
        guard (another.st_ino, another.st_dev) != (own.st_ino, own.st_dev) else {
            throw StoreError(
                .unusableDirectory, "\(path) is what an interrupted restore has left; name the backup itself.")
        }
    }

    private static func refusal(_ path: String) -> StoreError {
        errno == ELOOP
            ? StoreError(.unusableDirectory, "\(path) is a symbolic link; name the backup itself.")
            : StoreError(.unusableDirectory, "The backup \(path) cannot be read; check its path, owner and mode.")
    }
}
