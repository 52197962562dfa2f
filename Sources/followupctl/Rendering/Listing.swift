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
    ///   - title: of a printed listing.
    ///   - columns: of a table, and then the only members of CSV; nil: the usual ones, and all members.
    ///   - zone: of the instants of objects that have no zone of their own.
    ///   - nothing: what to tell a person where there is no object.
    init(
        _ format: OutputFormat, to output: Output = .standard, title: String = "", columns: [Column]? = nil,
        zone: String? = nil,
        excel: Bool = false, nothing: String
    ) {
        self.format = format
        self.zone = zone
        self.nothing = nothing
        let names = Object.wireMembers.map(\.name)
        switch format {
        case .table: writer = TableWriter(columns ?? Object.tableColumns, of: names, to: output)
        case .printable: writer = PrintWriter(columns ?? Object.tableColumns, of: names, title: title, to: output)
        case .json: writer = JSONLinesWriter(to: output)
        case .csv: writer = CSVWriter(names, showing: columns?.map(\.member), forSpreadsheets: excel, to: output)
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
