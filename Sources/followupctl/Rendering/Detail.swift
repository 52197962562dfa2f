/// One object with everything it has, a labelled line each; what is absent is left out.
enum Detail {
    static func text(_ row: Row, instants: InstantText = InstantText()) -> String {
        let lines = zip(row.names, row.values).compactMap { name, value -> (label: String, text: String)? in
            switch value {
            case .absent, .text(""), .list([]), .map([:]): nil
            default: (label(name), CellText.of(value, zone: row.zone, instants))
            }
        }
        return text(lines)
    }

    /// Lines of labels and texts, the texts one below the other.
    static func text(_ lines: [(label: String, text: String)]) -> String {
        let width = lines.map { DisplayWidth.of($0.label) }.max() ?? 0
        return lines.map { line in
            let padding = String(repeating: " ", count: width - DisplayWidth.of(line.label))
            return "\(line.label):\(padding) \(line.text)\n"
        }.joined()
    }

    /// `postalCode` is "Postal code".
    static func label(_ name: String) -> String {
        var label = ""
        for character in name {
            if character.isUppercase { label += " " }
            label += character.lowercased()
        }
        return label.capitalizedFirst
    }
}
