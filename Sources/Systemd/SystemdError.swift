/// What went wrong between the daemon and systemd or the kernel, as one sentence that says what to do.
public struct SystemdError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: Equatable, Sendable {
        /// The kernel gave no timer.
        case timer
        /// The service manager could not be told.
        case notification
        /// What systemd passed is not the socket the daemon needs.
        case inheritedSocket
        /// A setting is not a log level.
        case logLevel
    }

    public let code: Code
    public let message: String
    /// The `errno` behind it; nil if no system call failed.
    public let cause: Int32?

    public var description: String { message }

    init(_ code: Code, _ message: String, cause: Int32? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }
}
