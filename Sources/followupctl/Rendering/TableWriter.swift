/// Aligned columns. The first rows are held back to find the widths; what comes after them is written as it comes, so that
/// a long listing never sits in memory.
final class TableWriter: RowWriter {
    private static let sample = 500

    private let output: Output
    private let headings: [String]
    private let indices: [Int]
    private let instants = InstantText()
    private var held: [[String]] = []
    private var alignsRight: [Bool]
    private var layout: TableLayout?

    init(_ columns: [Column], of names: [String], to output: Output) {
        self.output = output
        let known = columns.compactMap { column in names.firstIndex(of: column.member).map { (column.heading, $0) } }
        headings = known.map(\.0)
        indices = known.map(\.1)
        alignsRight = known.map { _ in false }
    }

    func add(_ row: Row) throws {
        for (column, index) in indices.enumerated() {
            if case .number = row.values[index] { alignsRight[column] = true }
        }
        let cells = indices.map { CellText.of(row.values[$0], zone: row.zone, instants) }
        if let layout { return try output.write(layout.line(cells)) }
        held.append(cells)
        if held.count == Self.sample { try layOut() }
    }

    func finish() throws {
        if layout == nil, !held.isEmpty { try layOut() }
        try output.flush()
    }

    private func layOut() throws {
        let layout = TableLayout(
            fitting: [headings] + held, alignsRight: alignsRight, available: output.terminalWidth)
        try output.write(layout.line(headings))
        for cells in held { try output.write(layout.line(cells)) }
        held = []
        self.layout = layout
    }
}
