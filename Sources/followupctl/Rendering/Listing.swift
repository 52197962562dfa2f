import Glibc

/// Shows objects as they come, in the format asked for: the one place where the formats part.
final class Listing<Object: Presented> {
    private let writer: any RowWriter
    private let zone: String?
    private let nothing: String
    private let format: OutputFormat
    private var isEmpty = true

    /// - Parameters:
    ///   - format: how.
    ///   - output: where to.
    ///   - zone: of the instants of objects that have no zone of their own.
    ///   - nothing: what to tell a person where there is no object.
    init(_ format: OutputFormat, to output: Output = .standard, zone: String? = nil, nothing: String) {
        self.format = format
        self.zone = zone
        self.nothing = nothing
        switch format {
        case .table: writer = TableWriter(Object.columns, of: Object.members.map(\.name), to: output)
        case .json: writer = JSONLinesWriter(to: output)
        case .csv: writer = CSVWriter(Object.members.map(\.name), to: output)
        }
    }

    func add(_ object: Object) throws {
        isEmpty = false
        try writer.add(Row(object, zone: zone))
    }

    func finish() throws {
        try writer.finish()
        if isEmpty, format == .table { try Output(STDERR_FILENO).writeAndFlush(nothing + "\n") }
    }
}

/// Writes rows in one format.
protocol RowWriter: AnyObject {
    func add(_ row: Row) throws
    func finish() throws
}
