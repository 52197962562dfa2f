import FoundationEssentials
import TestKit

/// One entry of the container's journal: its fields by name.
struct JournalEntry: Sendable, Decodable {
    let fields: [String: String]

    subscript(field: String) -> String? { fields[field] }

    init(from decoder: any Decoder) throws {
        fields = try decoder.singleValueContainer().decode([String: Value].self).compactMapValues(\.text)
    }

    /// A field's value in `journalctl -o json`: text; its bytes if it is not printable; several; or null if too long.
    private enum Value: Decodable {
        case text(String)
        case bytes([UInt8])
        case several([Value])
        case tooLong

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .tooLong
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let bytes = try? container.decode([UInt8].self) {
                self = .bytes(bytes)
            } else {
                self = .several(try container.decode([Value].self))
            }
        }

        var text: String? {
            switch self {
            case .text(let text): text
            case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
            case .several(let values): values.first?.text
            case .tooLong: nil
            }
        }
    }
}

extension Container {
    /// The entries of the journal that match, as `MESSAGE_ID=…` or `_SYSTEMD_UNIT=…` (journalctl(1)), oldest first.
    func journal(_ matches: String...) async throws -> [JournalEntry] {
        try await journal(matches)
    }

    /// The newest entry that matches, once there is one: journald takes its time.
    func journalEntry(_ matches: String...) async throws -> JournalEntry {
        try await poll(for: "a journal entry with \(matches)") { try await journal(matches).last }
    }

    private func journal(_ matches: [String]) async throws -> [JournalEntry] {
        let result = try await run(["journalctl", "--no-pager", "--output=json", "--all"] + matches)
        guard result.exit == 0 else { throw TestFailure(description: "journalctl: \(result.errors)") }
        return try result.output.split(separator: "\n").map {
            try JSONDecoder().decode(JournalEntry.self, from: Data($0.utf8))
        }
    }
}
