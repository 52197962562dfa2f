/// Why the file of a time zone cannot be used.
public struct ZoneRulesError: Error, Hashable, Sendable {
    /// The zone's name, such as `Europe/Berlin`.
    public let identifier: String
    public let problem: ZoneRulesProblem

    public init(identifier: String, problem: ZoneRulesProblem) {
        self.identifier = identifier
        self.problem = problem
    }
}

/// What is wrong with the bytes of a time zone's file.
public enum ZoneRulesProblem: Error, Hashable {
    /// They do not begin as a TZif file does.
    case notTZif
    /// TZif version 1, which has neither 64-bit times nor a rule for the future.
    case versionTooOld
    /// They end before the data the header announces.
    case truncated
    /// They count leap seconds (the `right/` zones), which POSIX time does not.
    case countsLeapSeconds
    /// They break a rule of RFC 8536; the text says which.
    case malformed(String)
}

extension ZoneRulesError: CustomStringConvertible {
    public var description: String {
        switch problem {
        case .notTZif:
            "Time zone “\(identifier)” is not a time zone file (TZif); use a name such as Europe/Berlin."
        case .versionTooOld:
            "Time zone “\(identifier)” has a TZif file of version 1, without future rules; install a current tzdata."
        case .truncated:
            "Time zone “\(identifier)” has a file that ends too early; reinstall tzdata."
        case .countsLeapSeconds:
            "Time zone “\(identifier)” counts leap seconds; use the zone of that name outside “right/”."
        case .malformed(let reason):
            "Time zone “\(identifier)” has a damaged file (\(reason)); reinstall tzdata."
        }
    }
}
