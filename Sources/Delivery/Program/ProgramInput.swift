import Glibc
import SystemPackage

/// A program's standard input as a file in memory, which has no name any more and can only be read.
///
/// Not a pipe, for one reason: if the daemon is killed while it fills a pipe, the program reads an end of file in the
/// middle of a mail and sends the first half. It finds the file complete or is never started. For the same reason
/// there is no SIGPIPE if it doesn't read, and nothing waits for it.
struct ProgramInput {
    let descriptor: FileDescriptor

    /// The caller closes `descriptor`.
    init(_ contents: [UInt8]) throws(Errno) {
        let name = "/followupd-" + String(UInt64.random(in: .min ... .max), radix: 36)
        let writing = shm_open(name, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard writing >= 0 else { throw Errno(rawValue: errno) }
        let file = FileDescriptor(rawValue: writing)
        defer { close(writing) }

        let reading = shm_open(name, O_RDONLY, 0)
        let problem = Errno(rawValue: errno)
        shm_unlink(name)
        guard reading >= 0 else { throw problem }
        do {
            _ = try file.writeAll(contents)
        } catch {
            close(reading)
            throw error as? Errno ?? .ioError
        }
        descriptor = FileDescriptor(rawValue: reading)
    }
}
