/// The first record of a file: the names of its columns.
enum CSVHeader {
    /// Reads a record, with or without its line end. One of its columns has to be `name`, which every customer needs.
    static func columns(_ record: String) throws(CSVProblem) -> [String] {
        var columns: [String] = []
        var column = ""
        var isQuoted = false
        var isBehindQuote = false
        for scalar in record.unicodeScalars {
            switch scalar {
            case "\"":
                // The second of two quotes inside a quoted name stands for one.
                if isBehindQuote { column.append("\"") }
                isQuoted.toggle()
                isBehindQuote = !isQuoted && !isBehindQuote
                continue
            case "," where !isQuoted:
                columns.append(column)
                column = ""
            case "\r" where !isQuoted, "\n" where !isQuoted: break
            default: column.unicodeScalars.append(scalar)
            }
            isBehindQuote = false
        }
        columns.append(column)
        guard columns.contains(where: { $0.lowercased() == "name" }) else { throw .noHeader }
        return columns
    }
}
