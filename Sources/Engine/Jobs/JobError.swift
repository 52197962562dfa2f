import Glibc

/// Why a job failed, in words that follow its name.
struct JobError: Error, CustomStringConvertible {
    /// Stands in the history of its runs.
    let description: String
    /// Stands in the log, where what carriers say has no place: it may hold an address.
    let logged: String

    /// - Parameter logged: nil: the same.
    init(_ description: String, logged: String? = nil) {
        self.description = description
        self.logged = logged ?? description
    }

    /// What the system call said that failed just now on this thread.
    static var system: String { String(cString: strerror(errno)) }
}
