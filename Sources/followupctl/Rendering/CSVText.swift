/// Records of comma-separated values (RFC 4180), ended by CRLF. Values go out as they are, as escapes would change them; but for spreadsheets,
/// which take a text that begins so for a formula, and would run what a stranger had himself called.
enum CSVText {
    static func header(_ names: [String]) -> String {
        names.map(field).joined(separator: ",") + "\r\n"
    }

    /// - Parameter forSpreadsheets: put an apostrophe before what would be taken for a formula
    ///   (https://owasp.org/www-community/attacks/CSV_Injection).
    static func record(
        _ row: Row, instants: InstantText = InstantText(), forSpreadsheets: Bool = false
    ) -> String {
        row.values.map { value in
            let text = plain(value, zone: row.zone, instants)
            if case .number = value { return field(text) }
            return field(forSpreadsheets && isFormula(text) ? "'" + text : text)
        }.joined(separator: ",") + "\r\n"
    }

    private static func isFormula(_ text: String) -> Bool {
        text.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
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
        // Byte by byte: a quote with a combining mark behind it is one Character.
        return "\"" + String(decoding: text.utf8.flatMap { $0 == 0x22 ? [$0, $0] : [$0] }, as: UTF8.self) + "\""
    }
}

/// A header, then one record an object.
final class CSVWriter: RowWriter {
    private let output: Output
    private let names: [String]
    /// Where the members shown stand in a row; nil: all, in their order.
    private let indices: [Int]?
    private let isForSpreadsheets: Bool
    private let instants = InstantText()
    private var hasHeader = false

    /// - Parameters:
    ///   - names: every member of a row.
    ///   - shown: those that are written; nil: all.
    ///   - isForSpreadsheets: begin with a byte-order mark, and let no text be a formula.
    init(
        _ names: [String], showing shown: [String]? = nil, forSpreadsheets isForSpreadsheets: Bool = false,
        to output: Output
    ) {
        self.names = shown ?? names
        indices = shown?.compactMap(names.firstIndex(of:))
        self.isForSpreadsheets = isForSpreadsheets
        self.output = output
    }

    func add(_ row: Row) throws {
        try writeHeader()
        try output.write(
            CSVText.record(
                indices.map { row.showing($0) } ?? row, instants: instants, forSpreadsheets: isForSpreadsheets))
    }

    func finish() throws {
        try writeHeader()
        try output.flush()
    }

    private func writeHeader() throws {
        guard !hasHeader else { return }
        hasHeader = true
        if isForSpreadsheets { try output.write("\u{FEFF}") }
        try output.write(CSVText.header(names))
    }
}
