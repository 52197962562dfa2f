/// Cuts a CSV file that comes piece by piece into its header and chunks of whole records.
struct CSVChunker {
    /// Whole records of a file.
    struct Chunk: Equatable, Sendable {
        let text: String
        /// The line of the file on which it begins, from 1.
        let firstLine: Int
    }

    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let chunkBytes: Int
    private let rowBytes: Int

    private var scanner = CSVScanner()
    private(set) var header: [String]?
    /// What no chunk has taken yet.
    private var pending: [UInt8] = []
    private var pendingLine = 1
    /// How far `pending` is scanned, and the end of the last whole record in it with the line behind that.
    private var scanned = 0
    private var boundary = 0
    private var boundaryLine = 1
    private var isPastMark = false

    /// - Parameters:
    ///   - chunkBytes: a chunk is no longer, unless it is a single row.
    ///   - rowBytes: the longest row that is taken.
    init(chunkBytes: Int = 256 << 10, rowBytes: Int = 1 << 20) {
        self.chunkBytes = chunkBytes
        self.rowBytes = rowBytes
    }

    /// Takes the next piece of the file; returns the chunks that are complete by it.
    mutating func append(_ piece: [UInt8]) throws(CSVProblem) -> [Chunk] {
        pending += piece
        guard passMark(isEnd: false) else { return [] }
        var chunks: [Chunk] = []
        while scanned < pending.count {
            let byte = pending[scanned]
            if byte == 0 { throw .nul(line: scanner.line) }
            let event = scanner.take(byte)
            scanned += 1
            guard event != .none else {
                guard scanned - boundary <= rowBytes else { throw .rowTooLong(line: boundaryLine) }
                continue
            }
            let end = event == .recordEnded ? scanned : scanned - 1
            if header != nil, end > chunkBytes, boundary > 0 {
                let removed = boundary
                chunks.append(try cut())
                try recordEnded(at: end - removed)
            } else {
                try recordEnded(at: end)
            }
        }
        return chunks
    }

    /// The last chunk, after the last piece; nil if there are no more rows.
    mutating func finish() throws(CSVProblem) -> Chunk? {
        _ = passMark(isEnd: true)
        guard header != nil || !pending.isEmpty else { throw .empty }
        if let line = scanner.openQuoteLine, header == nil || !isLast(line) { throw .unclosedQuote(line: line) }
        if header == nil { try takeHeader(end: pending.count) }
        guard !pending.isEmpty else { return nil }
        boundary = pending.count
        return try cut()
    }

    /// Whether nothing comes behind that line. A quote left open there spoils one row, which the daemon refuses; anywhere
    /// else it swallows the rows behind it.
    private func isLast(_ line: Int) -> Bool {
        scanner.line == line || (scanner.line == line + 1 && pending.last == 0x0A)
    }

    private mutating func recordEnded(at end: Int) throws(CSVProblem) {
        guard end - boundary <= rowBytes else { throw .rowTooLong(line: boundaryLine) }
        guard header != nil else { return try takeHeader(end: end) }
        boundary = end
        boundaryLine = scanner.line
    }

    private mutating func takeHeader(end: Int) throws(CSVProblem) {
        header = try CSVHeader.columns(try text(end: end))
        remove(end)
        boundaryLine = scanner.line
        pendingLine = scanner.line
    }

    private mutating func cut() throws(CSVProblem) -> Chunk {
        let chunk = Chunk(text: try text(end: boundary), firstLine: pendingLine)
        remove(boundary)
        pendingLine = boundaryLine
        return chunk
    }

    private mutating func remove(_ count: Int) {
        pending.removeFirst(count)
        scanned = max(0, scanned - count)
        boundary = 0
    }

    private func text(end: Int) throws(CSVProblem) -> String {
        if let text = String(validating: pending[..<end], as: UTF8.self) { return text }
        let lines = pending[..<end].split(separator: 0x0A, omittingEmptySubsequences: false)
        let broken = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
        throw .notUTF8(line: pendingLine + broken)
    }

    /// Passes over the byte order mark; false while it is not known whether there is one.
    private mutating func passMark(isEnd: Bool) -> Bool {
        guard !isPastMark else { return true }
        guard pending.count >= Self.byteOrderMark.count || isEnd else { return false }
        isPastMark = true
        if pending.starts(with: Self.byteOrderMark) { pending.removeFirst(Self.byteOrderMark.count) }
        return true
    }
}
