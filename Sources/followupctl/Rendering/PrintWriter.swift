import Glibc

/// A table for paper: pages of 60 lines parted by form feeds, each with title, day, page number and headings, as pr(1) makes them.
final class PrintWriter: RowWriter {
    private static let linesAPage = 60
    private static let headLines = 4

    private let output: Output
    private let title: String
    private let headings: [String]
    private let indices: [Int]
    private let instants = InstantText()
    private var rows: [[String]] = []
    private var alignsRight: [Bool]

    init(_ columns: [Column], of names: [String], title: String, to output: Output) {
        self.output = output
        self.title = title
        let known = columns.compactMap { column in names.firstIndex(of: column.member).map { (column.heading, $0) } }
        headings = known.map(\.0)
        indices = known.map(\.1)
        alignsRight = known.map { _ in false }
    }

    func add(_ row: Row) throws {
        for (column, index) in indices.enumerated() {
            if case .number = row.values[index] { alignsRight[column] = true }
        }
        rows.append(indices.map { CellText.of(row.values[$0], zone: row.zone, instants) })
    }

    /// A page count needs all rows, so they are held until here.
    func finish() throws {
        let layout = TableLayout(fitting: [headings] + rows, alignsRight: alignsRight, available: nil)
        let size = Self.linesAPage - Self.headLines
        let pages = max(1, (rows.count + size - 1) / size)
        for page in 0..<pages {
            if page > 0 { try output.write("\u{0C}") }
            try output.write("\(title)   \(Self.today())   page \(page + 1) of \(pages)\n\n")
            try output.write(layout.line(headings))
            try output.write("\n")
            for cells in rows.dropFirst(page * size).prefix(size) { try output.write(layout.line(cells)) }
        }
        try output.flush()
    }

    /// The day in this machine's zone.
    private static func today() -> String {
        var now = time(nil)
        var local = tm()
        localtime_r(&now, &local)
        var text = [CChar](repeating: 0, count: 11)
        strftime(&text, text.count, "%Y-%m-%d", &local)
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
