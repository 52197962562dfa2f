import Configuration
import Delivery
import Domain
import Engine
import Logging
import SystemPackage
import Systemd

/// The configuration file, with environment variables before it: `mail.sender` is `FOLLOWUPD_MAIL_SENDER`.
struct DaemonConfiguration: Sendable, Equatable {
    enum CarrierKind: String, CaseIterable, Sendable { case spool, sendmail, command }

    var logLevel: Logger.Level
    /// Whom mails are from.
    var sender: MailAddress
    var senderName: String
    var carrier: CarrierKind
    /// The mail program and its arguments, for `sendmail` and `command`.
    var program: [String]
    var carrierTimeoutSeconds: Int
    /// nil: `spool` in the state directory.
    var spoolDirectory: String?
    var scanIntervalSeconds: Int
    var inFlight: Int
    var retries: RetryPolicy

    /// - Throws: `ConfigurationError`, or what is wrong with the file, in one sentence.
    static func read(file path: String?) async throws -> DaemonConfiguration {
        var providers: [any ConfigProvider] = [EnvironmentVariablesProvider().prefixKeys(with: "followupd")]
        if let path {
            do {
                providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(path)))
                try ConfigurationKeys.check(file: path)
            } catch let error as ConfigurationError {
                throw error
            } catch {
                throw ConfigurationError(key: path, objection: "cannot be read as YAML (\(error)); correct it")
            }
        }
        return try DaemonConfiguration(ConfigReader(providers: providers))
    }

    private init(_ reader: ConfigReader) throws {
        let level = reader.string(forKey: "log.level", default: "info")
        guard let logLevel = Logger.Level(rawValue: level) else {
            throw ConfigurationError(
                key: "log.level", objection: "must be one of trace, debug, info, notice, warning, error, critical")
        }
        self.logLevel = logLevel
        do {
            sender = try MailAddress(reader.string(forKey: "mail.sender", default: "followupd@localhost"))
        } catch {
            throw ConfigurationError(key: "mail.sender", objection: "must be a mail address like office@example.com")
        }
        senderName = reader.string(forKey: "mail.senderName", default: "")
        guard let carrier = CarrierKind(rawValue: reader.string(forKey: "mail.carrier", default: "spool")) else {
            throw ConfigurationError(key: "mail.carrier", objection: "must be spool, sendmail or command")
        }
        self.carrier = carrier
        program = reader.stringArray(
            forKey: "mail.program", default: carrier == .sendmail ? ["/usr/sbin/sendmail"] : [])
        if carrier == .command && program.isEmpty {
            throw ConfigurationError(key: "mail.program", objection: "must name the command and its arguments")
        }
        carrierTimeoutSeconds = try Self.number(reader, "mail.timeoutSeconds", default: 60, in: 1...3_600)
        spoolDirectory = reader.string(forKey: "mail.spoolDirectory")
        scanIntervalSeconds = try Self.number(reader, "scan.intervalSeconds", default: 60, in: 1...86_400)
        inFlight = try Self.number(reader, "outbox.inFlight", default: 8, in: 1...256)
        let first = try Self.number(reader, "outbox.firstRetrySeconds", default: 30, in: 1...86_400)
        let longest = try Self.number(reader, "outbox.longestRetrySeconds", default: 3_600, in: first...604_800)
        let attempts = try Self.number(
            reader, "outbox.attempts", default: RetryPolicy.standard.attempts, in: 1...10_000)
        retries = RetryPolicy(first: Int64(first) * 1_000, longest: Int64(longest) * 1_000, attempts: attempts)
    }

    private static func number(
        _ reader: ConfigReader, _ key: String, default fallback: Int, in range: ClosedRange<Int>
    ) throws -> Int {
        guard let text = reader.string(forKey: ConfigKey(key)) else {
            guard let value = reader.int(forKey: ConfigKey(key)) else { return max(fallback, range.lowerBound) }
            return try checked(value, key, range)
        }
        guard let value = Int(text) else { throw outside(key, range) }
        return try checked(value, key, range)
    }

    private static func checked(_ value: Int, _ key: String, _ range: ClosedRange<Int>) throws -> Int {
        guard range.contains(value) else { throw outside(key, range) }
        return value
    }

    private static func outside(_ key: String, _ range: ClosedRange<Int>) -> ConfigurationError {
        ConfigurationError(
            key: key, objection: "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }

    /// The settings of `new` that a running daemon cannot take over, by key.
    func needingRestart(comparedWith new: DaemonConfiguration) -> [String] {
        var same = self
        same.logLevel = new.logLevel
        return same == new ? [] : ["mail", "scan", "outbox"]
    }
}

/// What is wrong with a setting, in one sentence.
struct ConfigurationError: Error, CustomStringConvertible {
    let key: String
    let objection: String

    var description: String { "The setting \(key) \(objection)." }
}
