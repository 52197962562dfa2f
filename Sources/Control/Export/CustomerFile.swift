import Domain
import FoundationEssentials
import Store

/// Customers as a CSV file (RFC 4180, lines ended by LF): every field, custom fields behind them, the history as JSON in the last column.
/// `CustomerColumns` reads it; what one writes the other takes, so that nothing is lost on the way.
struct CustomerFile: Sendable {
    /// What stands before the name of a custom field, so that none is taken for a field of ours.
    static let customPrefix = "custom."
    static let ends = ["activatedOn", "pausedUntil", "createdAt", "formerNumbers", "notes", "history"]

    private let customFields: [String]

    init(customFields: [String]) { self.customFields = customFields }

    var header: String {
        let fields = ["number"] + CustomerField.allCases.map(\.rawValue)
        let present = ["status", "reason", "enteredAt", "dueOn", "note"]
        let custom = customFields.map { Self.customPrefix + $0 }
        return Self.record(fields + present + custom + Self.ends)
    }

    func row(_ customer: ExportedCustomer) throws -> String {
        let record = customer.record
        var fields = [record.number] + CustomerField.allCases.map { $0.text(in: record.details) }
        fields += [
            record.status, record.reason ?? "", record.enteredAt.rfc3339(),
            record.isDueOverridden ? record.due?.on.description ?? "" : "", record.note,
        ]
        fields += customFields.map { record.details.customFields[$0] ?? "" }
        fields += [
            record.activatedOn?.description ?? "", record.pausedUntil?.description ?? "", record.createdAt.rfc3339(),
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func json(_ value: some Encodable) throws -> String {
            String(decoding: try encoder.encode(value), as: UTF8.self)
        }
        fields.append(customer.formerNumbers.isEmpty ? "" : try json(customer.formerNumbers))
        fields.append(customer.notes.isEmpty ? "" : try json(customer.notes))
        fields.append(try json(customer.history))
        return Self.record(fields)
    }

    private static func record(_ fields: [String]) -> String {
        fields.map(quoted).joined(separator: ",") + "\n"
    }

    private static func quoted(_ field: String) -> String {
        let needsQuotes = field.utf8.contains { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
                || byte == UInt8(ascii: "\r")
        }
        guard needsQuotes else { return field }
        // Byte by byte: a quote with a combining mark behind it is one Character.
        let doubled = field.utf8.flatMap { byte in byte == UInt8(ascii: "\"") ? [byte, byte] : [byte] }
        return "\"\(String(decoding: doubled, as: UTF8.self))\""
    }
}
