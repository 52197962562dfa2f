import Glibc
import SystemPackage

/// The files of a spool directory, each written so that it is either there in full and on disk, or not at all:
/// a hidden temporary file in the same directory, fsync, rename, fsync of the directory.
///
/// The directory is opened anew for each file, so that one mounted or replaced while the daemon runs is used. Inside
/// it no symbolic link is followed: the temporary file is new (`O_EXCL`), and rename replaces a link, not its target.
struct SpoolDirectory: Sendable {
    /// What could not be done ("write a file"), and why.
    struct WriteError: Error {
        let step: String
        let errno: Errno
    }

    let path: String

    init(path: String) throws(DeliveryError) {
        func unusable(_ problem: Errno) -> DeliveryError {
            .spoolUnusable(directory: path, problem: problem.description)
        }
        if mkdir(path, 0o700) == 0 {
            // mkdir's mode went through the umask.
            guard chmod(path, 0o700) == 0 else { throw unusable(.current) }
        } else if errno != EEXIST {
            throw unusable(.current)
        }
        self.path = path
        do throws(WriteError) {
            try removeUnfinishedFiles()
        } catch {
            throw unusable(error.errno)
        }
    }

    /// Puts `contents` into the file `name`, replacing it if it is there.
    func write(_ contents: [UInt8], named name: String) throws(WriteError) {
        let directory = try openDirectory()
        defer { close(directory) }
        let (file, temporaryName) = try createTemporaryFile(in: directory)
        var renamed = false
        defer { if !renamed { unlinkat(directory, temporaryName, 0) } }

        do throws(WriteError) {
            // The mode given to open went through the umask.
            try check(fchmod(file, 0o600), "set the mode of a file")
            try writeAll(contents, to: file)
            try check(fsync(file), "write a file")
        } catch {
            close(file)
            throw error
        }
        // NFS reports a full disk as late as here.
        try check(close(file), "write a file")
        try check(renameat(directory, temporaryName, directory, name), "name a file")
        renamed = true
        try check(fsync(directory), "write the directory")
    }

    /// Removes files, and has that on disk when it returns. One that is not there is no error.
    func remove(_ names: [String]) throws(WriteError) {
        let directory = try openDirectory()
        defer { close(directory) }
        for name in names where unlinkat(directory, name, 0) != 0 {
            guard errno == ENOENT else { throw WriteError(step: "remove a file", errno: .current) }
        }
        try check(fsync(directory), "write the directory")
    }

    /// The names of what is in it, of which there may be millions, as far as they are wanted.
    func names(where isWanted: (String) -> Bool) throws(WriteError) -> [String] {
        let directory = try openDirectory()
        guard let stream = fdopendir(directory) else {
            let error = WriteError(step: "read the directory", errno: .current)
            close(directory)
            throw error
        }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            // The end of the directory and a disk that cannot be read differ in this alone (readdir(3)).
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if isWanted(name) { names.append(name) }
        }
        guard errno == 0 else { throw WriteError(step: "read the directory", errno: .current) }
        return names
    }

    // MARK: Temporary files

    private static let temporaryPrefix = ".followupd-"
    private static let temporarySuffix = ".tmp"

    private func createTemporaryFile(in directory: CInt) throws(WriteError) -> (file: CInt, name: String) {
        while true {
            let name = Self.temporaryPrefix + String(UInt64.random(in: .min ... .max), radix: 36) + Self.temporarySuffix
            let file = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
            if file >= 0 { return (file, name) }
            guard errno == EEXIST || errno == EINTR else { throw WriteError(step: "create a file", errno: .current) }
        }
    }

    /// What a kill -9 left behind. Only plain names of our own pattern are removed, and never what a link points to.
    private func removeUnfinishedFiles() throws(WriteError) {
        let directory = try openDirectory()
        defer { close(directory) }
        let unfinished = try names { $0.hasPrefix(Self.temporaryPrefix) && $0.hasSuffix(Self.temporarySuffix) }
        for name in unfinished {
            try check(unlinkat(directory, name, 0), "remove an unfinished file")
        }
    }

    // MARK: System calls

    private func openDirectory() throws(WriteError) -> CInt {
        let directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try check(directory, "open the directory")
        return directory
    }

    private func writeAll(_ contents: [UInt8], to file: CInt) throws(WriteError) {
        do {
            _ = try FileDescriptor(rawValue: file).writeAll(contents)
        } catch {
            throw WriteError(step: "write a file", errno: error as? Errno ?? .ioError)
        }
    }

    private func check(_ result: CInt, _ step: String) throws(WriteError) {
        guard result >= 0 else { throw WriteError(step: step, errno: .current) }
    }
}

extension Errno {
    /// The error of the system call just made on this thread.
    fileprivate static var current: Errno { Errno(rawValue: errno) }
}
