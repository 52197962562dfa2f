import Glibc

/// The environment a carrier's program is given: little, and nothing of the daemon's own.
///
/// Passed on are PATH, HOME, LANG, TZ, USER and LOGNAME; PATH has a default. Not passed on, therefore, are
/// `NOTIFY_SOCKET` and `WATCHDOG_*` (a program that inherits them could speak to systemd in the daemon's name),
/// `LISTEN_*`, and whatever secrets the unit's environment holds.
public struct ProgramEnvironment: Sendable, Equatable {
    static let passedOn = ["PATH", "HOME", "LANG", "TZ", "USER", "LOGNAME"]

    let variables: [String: String]

    /// Only the variables passed on, as they are now.
    public static var minimal: ProgramEnvironment { ProgramEnvironment(variables: inherited()) }

    /// The variables passed on, and `additions`, which win.
    /// - Throws: ``DeliveryError/invalidProgram(_:)`` for a name or value no environment can hold.
    public static func minimal(adding additions: [String: String]) throws(DeliveryError) -> ProgramEnvironment {
        for (name, value) in additions {
            let validName =
                !name.isEmpty && !name.utf8.contains(UInt8(ascii: "=")) && !name.utf8.contains(0)
                && !(name.first?.isWholeNumber ?? true)
            guard validName, !value.utf8.contains(0) else {
                throw .invalidProgram("is given an environment variable that is not NAME=value")
            }
        }
        return ProgramEnvironment(variables: inherited().merging(additions) { _, addition in addition })
    }

    private static func inherited() -> [String: String] {
        var variables = ["PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]
        for name in passedOn {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        return variables
    }
}
