import Glibc

/// Why a job failed, in words that follow its name.
struct JobError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// What the system call said that failed just now on this thread.
    static var system: String { String(cString: strerror(errno)) }
}
