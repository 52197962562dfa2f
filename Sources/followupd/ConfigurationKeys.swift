import FoundationEssentials
import Yams

/// The settings there are. One that is misspelt in the file would be passed over in silence, and its default hold.
enum ConfigurationKeys {
    private static let known: Set<String> = {
        let carriers = ["mail", "sms", "letter", "webhook"].flatMap { section in
            ["carrier", "program", "timeoutSeconds", "spoolDirectory", "url", "secretFile", "inFlight", "perMinute"]
                .map { "\(section).\($0)" }
        }
        return Set(carriers).union([
            "log.level", "mail.sender", "mail.senderName", "mail.unsubscribe", "scan.intervalSeconds",
            "scan.stormThreshold", "outbox.inFlight", "outbox.firstRetrySeconds", "outbox.longestRetrySeconds",
            "outbox.attempts", "contact.cap", "contact.capDays",
        ])
    }()

    /// Variables of the environment that look like settings and are none: `scan.stormThreshold` is FOLLOWUPD_SCAN_STORM_THRESHOLD.
    static func unknown(inEnvironment names: some Sequence<String>) -> [String] {
        let others = [
            "FOLLOWUPD_SOCKET", "FOLLOWUPD_FAILPOINT", "FOLLOWUPD_TEST_PYTHON", "FOLLOWUPD_LONG_TESTS",
            "FOLLOWUPD_SIMULATION_SEED",
        ]
        let variables = Set(known.map(variable) + others)
        return names.filter { $0.hasPrefix("FOLLOWUPD_") && !variables.contains($0) }.sorted()
    }

    private static func variable(_ key: String) -> String {
        key.reduce(into: "FOLLOWUPD_") { name, character in
            if character.isUppercase { name += "_" }
            name += character == "." ? "_" : character.uppercased()
        }
    }

    /// - Throws: `ConfigurationError` naming the first key that is none.
    static func check(file path: String) throws {
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        guard let root = try Yams.compose(yaml: text) else { return }
        for key in keys(of: root, below: "").sorted() where !known.contains(key) {
            throw ConfigurationError(
                key: key, objection: "is unknown; known are \(known.sorted().joined(separator: ", "))")
        }
    }

    private static func keys(of node: Node, below prefix: String) -> [String] {
        guard case .mapping(let mapping) = node else { return [prefix] }
        return mapping.flatMap { key, value in
            keys(of: value, below: prefix.isEmpty ? key.string ?? "" : "\(prefix).\(key.string ?? "")")
        }
    }
}
