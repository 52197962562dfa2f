/// Why a file cannot be imported at all. Lines are counted from 1.
enum CSVProblem: Error, Equatable {
    case empty
    case noHeader
    case unclosedQuote(line: Int)
    case notUTF8(line: Int)
    case nul(line: Int)
    case rowTooLong(line: Int)

    var line: Int? {
        switch self {
        case .empty: nil
        case .noHeader: 1
        case .unclosedQuote(let line), .notUTF8(let line), .nul(let line), .rowTooLong(let line): line
        }
    }

    /// What is wrong and what to do, after the name of the file and the line.
    var sentence: String {
        switch self {
        case .empty: "the file is empty; its first line has to name the columns."
        case .noHeader: "the first line has to name the columns, and one of them `name`; add that line."
        case .unclosedQuote: "the quote that opens here is never closed, and swallows the rows behind it; close it."
        case .notUTF8: "this line is not UTF-8; convert the file with iconv(1) first."
        case .nul: "there is a NUL byte in this line; this is no text file, export it again."
        case .rowTooLong: "the row that begins here is longer than 1 MiB; look for a quote that is not closed."
        }
    }
}
