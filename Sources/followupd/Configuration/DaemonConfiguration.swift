import Configuration
import Delivery
import Domain
import Engine
import Logging
import SystemPackage
import Systemd

/// The configuration file, with environment variables before it: `mail.sender` is `FOLLOWUPD_MAIL_SENDER`.
struct DaemonConfiguration: Sendable, Equatable {
    enum CarrierKind: String, CaseIterable, Sendable { case spool, sendmail, command, webhook }

    /// How the messages of one channel are handed over.
    struct CarrierSettings: Sendable, Equatable {
        var kind: CarrierKind
        /// The program and its arguments, for `sendmail` and `command`.
        var program: [String]
        var timeoutSeconds: Int
        /// nil: `spool` in the state directory.
        var spoolDirectory: String?
        var url: String
        /// The file with the secret that signs webhooks; nil: they are not signed.
        var secretFile: String?
        var inFlight: Int
        /// nil: no limit.
        var perMinute: Int?
    }

    var logLevel: Logger.Level
    /// Whom mails are from.
    var sender: MailAddress
    var senderName: String
    /// What marketing mail names in List-Unsubscribe; nil: a mail to the sender.
    var unsubscribe: String?
    var carriers: [Channel: CarrierSettings]
    /// More than so many due at once are held; nil: there is no guard.
    var stormThreshold: Int?
    var cap: ContactCap?
    var scanIntervalSeconds: Int
    var inFlight: Int
    var retries: RetryPolicy

    /// Where figures for Prometheus go; nil: nowhere.
    var metricsFile: String?
    /// The label that tells the figures of several services apart.
    var metricsOffice: String?
    /// Key → what was said, for those settings of which something was.
    var said: [String: String]

    /// The environment goes before the files.
    /// - Throws: `ConfigurationError`: what is wrong, in one sentence.
    static func read(_ files: ConfigurationFiles) async throws -> DaemonConfiguration {
        let environment = EnvironmentVariablesProvider().prefixKeys(with: "followupd")
        let providers = try await files.providers()
        return try DaemonConfiguration(ConfigReader(providers: [environment] + providers))
    }

    private init(_ reader: ConfigReader) throws {
        said = Setting.all.reduce(into: [:]) { said, setting in
            let key = ConfigKey(setting.key)
            said[setting.key] =
                reader.string(forKey: key) ?? reader.int(forKey: key).map(String.init)
                ?? (setting.isList ? reader.stringArray(forKey: key)?.joined(separator: " ") : nil)
        }
        for (key, value) in said
        where value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            throw ConfigurationError(key: key, objection: "must be one line, without control characters")
        }
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
        unsubscribe = Self.text(reader, "mail.unsubscribe")
        if let unsubscribe, !unsubscribe.hasPrefix("mailto:"), !unsubscribe.hasPrefix("https:") {
            throw ConfigurationError(key: "mail.unsubscribe", objection: "must begin with mailto: or https:")
        }
        carriers = [
            .email: try CarrierSettings(reader, "mail"), .sms: try CarrierSettings(reader, "sms"),
            .letter: try CarrierSettings(reader, "letter"), .webhook: try CarrierSettings(reader, "webhook"),
        ]
        let threshold = try Self.number(reader, "scan.stormThreshold", default: 10_000, in: 0...100_000_000)
        stormThreshold = threshold == 0 ? nil : threshold
        let cap = try Self.number(reader, "contact.cap", default: 0, in: 0...10_000)
        let days = try Self.number(reader, "contact.capDays", default: 7, in: 1...366)
        self.cap = cap == 0 ? nil : ContactCap(messages: cap, days: days)
        scanIntervalSeconds = try Self.number(reader, "scan.intervalSeconds", default: 60, in: 1...86_400)
        inFlight = try Self.number(reader, "outbox.inFlight", default: 8, in: 1...256)
        let first = try Self.number(reader, "outbox.firstRetrySeconds", default: 30, in: 1...86_400)
        let longest = try Self.number(reader, "outbox.longestRetrySeconds", default: 3_600, in: first...604_800)
        let attempts = try Self.number(
            reader, "outbox.attempts", default: RetryPolicy.standard.attempts, in: 1...10_000)
        retries = RetryPolicy(first: Int64(first) * 1_000, longest: Int64(longest) * 1_000, attempts: attempts)
        metricsFile = Self.text(reader, "metrics.file")
        metricsOffice = Self.text(reader, "metrics.office")
        if let metricsFile, !metricsFile.hasPrefix("/") {
            throw ConfigurationError(key: "metrics.file", objection: "must be a path that begins with /")
        }
    }

    /// nil also where an empty text stands.
    static func text(_ reader: ConfigReader, _ key: String) -> String? {
        reader.string(forKey: ConfigKey(key)).flatMap { $0.isEmpty ? nil : $0 }
    }

    static func number(
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

    /// The keys of which `new` says something else.
    func changes(to new: DaemonConfiguration) -> [String] {
        Setting.all.map(\.key).filter { said[$0] != new.said[$0] }
    }
}

/// What is wrong with a setting, in one sentence.
struct ConfigurationError: Error, CustomStringConvertible {
    let key: String
    let objection: String

    var description: String { "The setting \(key) \(objection)." }
}

extension DaemonConfiguration.CarrierSettings {
    /// - Parameter section: of the settings: mail, sms, letter or webhook.
    init(_ reader: ConfigReader, _ section: String) throws {
        typealias Kind = DaemonConfiguration.CarrierKind
        let fallback = section == "webhook" ? Kind.webhook : .spool
        let allowed = Kind.allCases.filter { $0 != .sendmail || section == "mail" }
        let words = allowed.map(\.rawValue).joined(separator: ", ")
        let name = reader.string(forKey: ConfigKey("\(section).carrier"), default: fallback.rawValue)
        guard let kind = Kind(rawValue: name), allowed.contains(kind) else {
            throw ConfigurationError(key: "\(section).carrier", objection: "must be one of \(words)")
        }
        self.kind = kind
        let key = ConfigKey("\(section).program")
        let said = reader.stringArray(forKey: key) ?? reader.string(forKey: key).map { [$0] }
        program =
            switch kind {
            case .sendmail: said ?? ["/usr/sbin/sendmail"]
            case .command: said ?? []
            case .spool, .webhook: []
            }
        if kind == .command && program.isEmpty {
            throw ConfigurationError(key: "\(section).program", objection: "must name the command and its arguments")
        }
        timeoutSeconds = try DaemonConfiguration.number(reader, "\(section).timeoutSeconds", default: 60, in: 1...3_600)
        spoolDirectory = DaemonConfiguration.text(reader, "\(section).spoolDirectory")
        url = reader.string(forKey: ConfigKey("\(section).url"), default: "")
        if kind == .webhook, url.isEmpty, section != "webhook" {
            throw ConfigurationError(key: "\(section).url", objection: "must be an http or https URL")
        }
        secretFile = DaemonConfiguration.text(reader, "\(section).secretFile")
        inFlight = try DaemonConfiguration.number(reader, "\(section).inFlight", default: 4, in: 1...256)
        let rate = try DaemonConfiguration.number(reader, "\(section).perMinute", default: 0, in: 0...1_000_000)
        perMinute = rate == 0 ? nil : rate
    }
}
