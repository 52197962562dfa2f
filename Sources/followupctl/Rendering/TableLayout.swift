/// The widths of a table's columns, and a line of cells laid out by them.
struct TableLayout: Equatable {
    /// A column is not made narrower than that to fit a terminal.
    private static let narrowest = 8
    private static let gap = "  "

    private(set) var widths: [Int]
    private let alignsRight: [Bool]
    private let available: Int?

    /// - Parameters:
    ///   - lines: the heading and the rows that decide the widths; later rows may be wider and then stand out.
    ///   - alignsRight: the columns of numbers.
    ///   - available: the width of the terminal; nil for as wide as it takes.
    init(fitting lines: [[String]], alignsRight: [Bool], available: Int?) {
        var widths = alignsRight.map { _ in 0 }
        for line in lines {
            for (column, cell) in line.enumerated() { widths[column] = max(widths[column], DisplayWidth.of(cell)) }
        }
        self.alignsRight = alignsRight
        self.available = available
        self.widths = widths
        if let available { shrink(to: available) }
    }

    func line(_ cells: [String]) -> String {
        var text = ""
        for (column, cell) in cells.enumerated() {
            let isLast = column == cells.count - 1
            let shown = available == nil ? cell : DisplayWidth.cut(cell, to: widths[column])
            let padding = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(shown)))
            if column > 0 { text += Self.gap }
            text += alignsRight[column] ? padding + shown : isLast ? shown : shown + padding
        }
        return (available.map { DisplayWidth.cut(text, to: $0) } ?? text) + "\n"
    }

    /// Takes from the widest column of text, one by one, until the line fits.
    private mutating func shrink(to available: Int) {
        var excess = widths.reduce(0, +) + Self.gap.count * max(0, widths.count - 1) - available
        while excess > 0 {
            let candidates = widths.indices.filter { !alignsRight[$0] && widths[$0] > Self.narrowest }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
            excess -= 1
        }
    }
}
