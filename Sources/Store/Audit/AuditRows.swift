import Domain
import FoundationEssentials
import GRDB

/// What a change was about.
public enum AuditKind: String, CaseIterable, Sendable {
    case customer, status, reason, trigger, template, calendar, branch, user, team, group, search, followUp, task,
        message, workflow, job, `import`, database
}

/// Writes the audit trail, in the transaction of the change it tells of.
enum AuditRows {
    /// Says what changed: of two sets of texts, those that differ.
    static func write(
        _ db: Database, _ actor: Actor, _ action: String, _ kind: AuditKind, _ subject: String,
        customerID: Int64? = nil,
        before: [String: String] = [:], after: [String: String] = [:], now: Timestamp
    ) throws {
        var rows = toInsert
        rows.append(
            try values(
                actor, action, kind, subject, customerID: customerID, before: before, after: after, now: now))
        try rows.write(db)
    }

    static let toInsert = RowsToInsert(
        into: "audit",
        columns: [
            "at", "uid", "by", "assumedBy", "action", "kind", "subject", "customerId", "before", "after",
        ])

    static func values(
        _ actor: Actor, _ action: String, _ kind: AuditKind, _ subject: String, customerID: Int64? = nil,
        before: [String: String] = [:], after: [String: String] = [:], now: Timestamp
    ) throws -> RowsToInsert.Values {
        let old = before.filter { after[$0.key] != $0.value && !$0.value.isEmpty }
        let new = after.filter { before[$0.key] != $0.value && !($0.value.isEmpty && before[$0.key] == nil) }
        return RowsToInsert.values(
            now, actor.uid.map { Int64($0) }, actor.name, actor.assumedBy, action, kind.rawValue, subject, customerID,
            try json(old), try json(new))
    }

    private static func json(_ texts: [String: String]) throws -> String? {
        guard let first = texts.first else { return nil }
        // An import writes one short text a customer, for which an encoder takes longer than SQLite for the row.
        if texts.count == 1, isPlain(first.key), isPlain(first.value) { return "{\"\(first.key)\":\"\(first.value)\"}" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(texts), as: UTF8.self)
    }

    /// Whether JSON has it as it is (RFC 8259, section 7).
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    }

    static func texts(_ json: String?) throws -> [String: String] {
        guard let json else { return [:] }
        return try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
    }
}
