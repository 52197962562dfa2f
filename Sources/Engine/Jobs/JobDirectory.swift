import Delivery
import FoundationEssentials
import Glibc

/// A directory that a job writes files to, each of which is there whole and on disk, or not at all, and readable by nobody else.
struct JobDirectory {
    let path: String

    /// Makes it with mode 0700 if it is missing; its parent must exist.
    /// - Throws: `JobError` if it cannot be made or written.
    init(_ path: String) throws {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw JobError("\(path) cannot be made: \(JobError.system)")
        }
        // Also a link to one, but nothing else.
        var status = stat()
        guard stat(path, &status) == 0 else { throw JobError("\(path) cannot be looked at: \(JobError.system)") }
        if let objection = Self.objection(to: status, path) { throw objection }
        guard access(path, W_OK | X_OK) == 0 else { throw JobError("\(path) cannot be written: \(JobError.system)") }
        self.path = path
    }

    /// Looks whether it can be used, or made, and makes nothing. On a thread of its own, since a file server may be slow to answer.
    /// - Throws: `JobError` if not.
    static func check(_ path: String) async throws {
        let problem = await runBlocking { () -> JobError? in
            var status = stat()
            let isThere = stat(path, &status) == 0
            guard isThere || errno == ENOENT else { return JobError("\(path) cannot be looked at: \(JobError.system)") }
            if isThere {
                if let objection = objection(to: status, path) { return objection }
            }
            let place = isThere ? path : URL(filePath: path).deletingLastPathComponent().path
            guard access(place, W_OK | X_OK) == 0 else {
                return JobError("\(place) cannot be written: \(JobError.system)")
            }
            return nil
        }
        if let problem { throw problem }
    }

    private static func objection(to status: stat, _ path: String) -> JobError? {
        guard status.st_mode & S_IFMT == S_IFDIR else { return JobError("\(path) is no directory") }
        let parent = URL(filePath: path).deletingLastPathComponent().path
        var above = stat()
        for (place, mode) in [(path, status.st_mode), (parent, stat(parent, &above) == 0 ? above.st_mode : 0)] {
            // Whoever may rename files there could have others written over, or the directory be another one.
            guard mode & 0o002 == 0 || mode & S_ISVTX != 0 else {
                return JobError("\(place) can be written by everybody; give followupd a place of its own, mode 0700")
            }
        }
        return nil
    }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path) }

    /// - Throws: `JobError` if it cannot be removed; not if it is not there.
    func remove(_ name: String) throws {
        guard unlink("\(path)/\(name)") == 0 || errno == ENOENT else {
            throw JobError("\(name) cannot be removed from \(path): \(JobError.system)")
        }
    }

    /// Puts a file there, in the place of one of that name.
    /// - Parameter fill: writes the file whose path it gets, which is empty and hidden until it is done.
    func write(_ name: String, _ fill: (String) async throws -> Void) async throws {
        try await withUnfinished(name) { unfinished in
            try await fill(unfinished)
            try Self.makeDurable(unfinished)
            guard rename(unfinished, "\(path)/\(name)") == 0 else {
                throw JobError("\(name) cannot be put into \(path): \(JobError.system)")
            }
            try Self.makeDurable(path)
        }
    }

    /// Makes an empty hidden file, which is removed when the body has ended.
    func withUnfinished<Result>(_ name: String, _ body: (String) async throws -> Result) async throws -> Result {
        let unfinished = "\(path)/.\(name)\(Self.unfinished)"
        // A kill may have left one.
        unlink(unfinished)
        // Nobody else may read it, not even while it is written.
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw JobError("\(unfinished) cannot be made: \(JobError.system)") }
        close(descriptor)
        defer {
            // What SQLite has put beside it as well.
            for part in ["", "-journal", "-wal", "-shm"] { unlink(unfinished + part) }
        }
        return try await body(unfinished)
    }

    /// Removes what a kill left of files whose names begin so: it is of no use, and holds what may have been erased since.
    func removeUnfinished(prefix: String) throws {
        for name in try names() where name.hasPrefix(".\(prefix)") && name.contains(Self.unfinished) {
            try remove(name)
        }
    }

    /// How the names of files end that are being written.
    static let unfinished = ".unfinished"

    private static func makeDurable(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw JobError("\(path) cannot be opened: \(JobError.system)") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw JobError("\(path) cannot be made durable: \(JobError.system)") }
    }
}
