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
    private let hasMark: Bool
    private let instants = InstantText()
    private var hasHeader = false

    /// - Parameters:
    ///   - names: every member of a row.
    ///   - shown: those that are written; nil: all.
    ///   - hasMark: begin with a byte-order mark.
    init(_ names: [String], showing shown: [String]? = nil, withMark hasMark: Bool = false, to output: Output) {
        self.names = shown ?? names
        indices = shown?.compactMap(names.firstIndex(of:))
        self.hasMark = hasMark
        self.output = output
    }

    func add(_ row: Row) throws {
        try writeHeader()
        try output.write(CSVText.record(indices.map { row.showing($0) } ?? row, instants: instants))
    }

    func finish() throws {
        try writeHeader()
        try output.flush()
    }

    private func writeHeader() throws {
        guard !hasHeader else { return }
        hasHeader = true
        if hasMark { try output.write("\u{FEFF}") }
        try output.write(CSVText.header(names))
    }
}
