/// Objects as JSON (RFC 8259), members in the order of the interface, instants as RFC 3339 text, what is absent as null.
enum JSONText {
    static func object(_ row: Row, instants: InstantText = InstantText()) -> String {
        var text = ""
        append(row, instants, to: &text)
        return text
    }

    static func value(_ value: MemberValue, instants: InstantText) -> String {
        var text = ""
        append(value, zone: nil, instants, to: &text)
        return text
    }

    static func append(_ row: Row, _ instants: InstantText, to text: inout String) {
        text += "{"
        for (index, (name, value)) in zip(row.names, row.values).enumerated() {
            if index > 0 { text += "," }
            append(name, to: &text)
            text += ":"
            append(value, zone: row.zone, instants, to: &text)
        }
        text += "}"
    }

    private static func append(_ value: MemberValue, zone: String?, _ instants: InstantText, to text: inout String) {
        switch value {
        case .absent: text += "null"
        case .text(let value): append(value, to: &text)
        case .number(let value): text += String(value)
        case .truth(let value): text += value ? "true" : "false"
        case .instant(let value): append(instants.text(value, zone: zone), to: &text)
        case .list(let values): list(values, to: &text) { append($0, to: &$1) }
        case .map(let values):
            let pairs = values.sorted { $0.key < $1.key }
            append(Row(names: pairs.map(\.key), values: pairs.map { .text($0.value) }, zone: nil), instants, to: &text)
        case .object(let row): append(row, instants, to: &text)
        case .objects(let rows): list(rows, to: &text) { append($0, instants, to: &$1) }
        }
    }

    private static func list<Element>(
        _ elements: [Element], to text: inout String, _ append: (Element, inout String) -> Void
    ) {
        text += "["
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            append(element, &text)
        }
        text += "]"
    }

    /// Escapes more than JSON has to: nothing in the text can steer a terminal.
    private static func append(_ string: String, to text: inout String) {
        text += "\""
        if string.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
            text += string
        } else {
            for scalar in string.unicodeScalars { append(scalar, to: &text) }
        }
        text += "\""
    }

    private static func append(_ scalar: Unicode.Scalar, to text: inout String) {
        switch scalar {
        case "\"": text += "\\\""
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        case "\t": text += "\\t"
        case _ where SafeText.isHostile(scalar):
            let digits = String(scalar.value, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: text.unicodeScalars.append(scalar)
        }
    }
}

/// One object a line.
final class JSONLinesWriter: RowWriter {
    private let output: Output
    private let instants = InstantText()

    init(to output: Output) {
        self.output = output
    }

    func add(_ row: Row) throws {
        var line = ""
        JSONText.append(row, instants, to: &line)
        line += "\n"
        try output.write(line)
    }

    func finish() throws { try output.flush() }
}
