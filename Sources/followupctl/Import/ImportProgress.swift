/// Refused rows, line by line, and on a terminal how far the import is, on the line below them.
final class ImportProgress {
    private let errors: Output
    private let file: String
    private let size: Int64?
    private let isShown: Bool
    private let start = ContinuousClock.now
    private var lastShown: ContinuousClock.Instant?

    init(file: String, size: Int64?, errors: Output) {
        self.errors = errors
        self.file = file
        self.size = size
        isShown = errors.isTerminal
    }

    func refused(line: Int, reason: String) throws {
        if lastShown != nil { try errors.write("\r\u{1b}[K") }
        try errors.write("\(SafeText.escape(file)):\(line): \(SafeText.escape(reason))\n")
    }

    func advanced(_ summary: ImportSummary, bytes: Int64) throws {
        let now = ContinuousClock.now
        if isShown, lastShown.map({ now - $0 >= .milliseconds(100) }) ?? true {
            lastShown = now
            try errors.write("\r\(line(summary, bytes: bytes, elapsed: now - start))\u{1b}[K")
        }
        try errors.flush()
    }

    func finish() throws {
        if lastShown != nil { try errors.write("\r\u{1b}[K") }
        lastShown = nil
        try errors.flush()
    }

    func line(_ summary: ImportSummary, bytes: Int64, elapsed: Duration) -> String {
        let rows = Double(summary.added + summary.refused)
        let rate = Int(rows / max(0.001, elapsed / .seconds(1)))
        var line = "\(Amounts.grouped(summary.added)) added, \(Amounts.grouped(summary.refused)) refused"
        line += ", \(Amounts.grouped(rate)) rows/s"
        guard let size, size > 0 else { return line }
        let tenths = Int(min(1, Double(bytes) / Double(size)) * 20)
        return "[\(String(repeating: "=", count: tenths))\(String(repeating: " ", count: 20 - tenths))] \(line)"
    }
}
