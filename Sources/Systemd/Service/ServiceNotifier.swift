import CSystemd
import Glibc

/// Tells the service manager how the daemon is (sd_notify(3)). Does nothing where there is none.
public struct ServiceNotifier: Sendable {
    /// Whether somebody listens: NOTIFY_SOCKET was set when this was made.
    public let isSupervised: Bool

    /// The service manager kills the daemon if `watchdog()` is not called at least this often; nil if it does not
    /// watch. Call it at half the interval (sd_watchdog_enabled(3)).
    public let watchdogInterval: Duration?

    private let onFailure: @Sendable (SystemdError) -> Void

    /// Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID; make it before anything edits the environment.
    /// - Parameter onFailure: Hears of notices that could not be sent, from whichever thread sent them.
    public init(onFailure: @escaping @Sendable (SystemdError) -> Void = { _ in }) {
        isSupervised = environmentValue("NOTIFY_SOCKET") != nil
        watchdogInterval = Self.watchdogInterval(
            microseconds: environmentValue("WATCHDOG_USEC"), process: environmentValue("WATCHDOG_PID"), own: getpid())
        self.onFailure = onFailure
    }

    /// The daemon serves: at the end of starting, and of each reload whether or not the new configuration was taken.
    /// - Parameter status: As for `status(_:)`, in the same notice.
    public func ready(status: String? = nil) {
        send(["READY=1"], status: status)
    }

    /// One line for people, shown by `systemctl status`. Line breaks and other control characters become spaces.
    public func status(_ text: String) {
        send([], status: text)
    }

    /// The daemon reads its configuration again; `ready` ends it.
    public func reloading(status: String? = nil) {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let microseconds = Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
        send(["RELOADING=1", "MONOTONIC_USEC=\(microseconds)"], status: status)
    }

    /// The daemon has begun to stop.
    public func stopping(status: String? = nil) {
        send(["STOPPING=1"], status: status)
    }

    /// The daemon makes progress.
    public func watchdog() {
        send(["WATCHDOG=1"], status: nil)
    }

    /// Starting, reloading or stopping takes longer: the service manager waits at least this long from now on.
    public func extendTimeout(microseconds: UInt64) {
        send(["EXTEND_TIMEOUT_USEC=\(microseconds)"], status: nil)
    }

    private func send(_ assignments: [String], status: String?) {
        guard isSupervised else { return }
        let lines = assignments + (status.map { ["STATUS=" + Self.oneLine($0)] } ?? [])
        let result = csystemd_notify(lines.joined(separator: "\n"))
        guard result < 0 else { return }
        onFailure(
            SystemdError(
                .notification,
                "The service manager could not be told \(lines[0]) (\(describeErrno(-result))); check NotifyAccess=.",
                cause: -result))
    }

    /// A run of control characters and the spaces around it becomes one space: a line break would start another
    /// assignment, and a NUL end the notice.
    static func oneLine(_ text: String) -> String {
        text.unicodeScalars
            .split { $0.properties.generalCategory == .control || $0 == "\u{2028}" || $0 == "\u{2029}" }
            .map { trimmingSpaces(String($0)) }
            .filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    /// What sd_watchdog_enabled(3) says of these variables: another process's watchdog is not ours, and a wrong
    /// interval is none.
    static func watchdogInterval(microseconds: String?, process: String?, own: Int32) -> Duration? {
        guard let microseconds = microseconds.flatMap(Int64.init), microseconds > 0 else { return nil }
        if let process, Int32(process) != own { return nil }
        return .microseconds(microseconds)
    }
}

private func trimmingSpaces(_ text: String) -> String {
    let start = text.drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
}
