/// Records of comma-separated values (RFC 4180), ended by CRLF. Values go out as they are: escapes would change them.
enum CSVText {
    static func header(_ names: [String]) -> String {
        names.map(field).joined(separator: ",") + "\r\n"
    }

    static func record(_ row: Row, instants: InstantText = InstantText()) -> String {
        row.values.map { field(plain($0, zone: row.zone, instants)) }.joined(separator: ",") + "\r\n"
    }

    private static func plain(_ value: MemberValue, zone: String?, _ instants: InstantText) -> String {
        switch value {
        case .absent: ""
        case .text(let text): text
        case .number(let number): String(number)
        case .truth(let truth): truth ? "true" : "false"
        case .instant(let instant): instants.text(instant, zone: zone)
        case .list(let values): values.joined(separator: " ")
        case .map, .object, .objects: JSONText.value(value, instants: instants)
        }
    }

    private static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

/// A header, then one record an object.
final class CSVWriter: RowWriter {
    private let output: Output
    private let names: [String]
    private let instants = InstantText()
    private var hasHeader = false

    init(_ names: [String], to output: Output) {
        self.names = names
        self.output = output
    }

    func add(_ row: Row) throws {
        try writeHeader()
        try output.write(CSVText.record(row, instants: instants))
    }

    func finish() throws {
        try writeHeader()
        try output.flush()
    }

    private func writeHeader() throws {
        guard !hasHeader else { return }
        hasHeader = true
        try output.write(CSVText.header(names))
    }
}
