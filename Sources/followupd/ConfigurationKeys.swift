import FoundationEssentials
import Yams

/// The settings there are. One that is misspelt in the file would be passed over in silence, and its default hold.
enum ConfigurationKeys {
    private static let known: Set<String> = [
        "log.level", "mail.sender", "mail.senderName", "mail.carrier", "mail.program", "mail.timeoutSeconds",
        "mail.spoolDirectory", "scan.intervalSeconds", "outbox.inFlight", "outbox.firstRetrySeconds",
        "outbox.longestRetrySeconds", "outbox.attempts",
    ]

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
