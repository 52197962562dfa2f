import ArgumentParser
import ControlAPI
import Glibc

/// What every command that speaks to the daemon takes: where it is, and how to answer.
struct Options: ParsableArguments {
    @Option(help: ArgumentHelp("The daemon's control socket.", valueName: "path"))
    var socket: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Act as this user; for trusted service accounts.", valueName: "user"))
    var user: String?

    @Flag(exclusivity: .exclusive)
    var format = OutputFormat.table

    @Flag(
        help:
            "With --csv: begin with the byte-order mark by which Excel knows UTF-8, and let no text be a formula (customer export is exact, and may hold some)."
    )
    var excel = false

    func connect() async throws -> Daemon {
        let daemon = try await Daemon.connect(
            to: SocketPaths.candidates(option: socket, environment: Environment.value))
        if let user { _ = try await daemon.call(AccessMethods.Assume.self, .init(user: user)) }
        return daemon
    }

    /// Calls a listing and shows its objects as they come.
    ///
    /// - Parameters:
    ///   - method: the listing.
    ///   - parameters: its filter.
    ///   - nothing: what to tell a person where the list is empty.
    ///   - object: takes the object out of a reply; the last reply has none.
    /// - Throws: what the daemon answers with, or a `Failure`.
    func list<Method: ControlMethod, Object: Presented>(
        _ method: Method.Type, _ parameters: Method.Parameters, nothing: String,
        _ object: (Method.Reply) -> Object?
    ) async throws {
        let daemon = try await connect()
        let listing = Listing<Object>(format, title: Self.title(of: Method.name), excel: excel, nothing: nothing)
        for try await reply in try daemon.stream(method, parameters) {
            if let object = object(reply) { try listing.add(object) }
        }
        try listing.finish()
    }

    /// Shows objects that are there already.
    func show<Object: Presented>(_ objects: [Object], zone: String? = nil, nothing: String) throws {
        let listing = Listing<Object>(format, zone: zone, excel: excel, nothing: nothing)
        for object in objects { try listing.add(object) }
        try listing.finish()
    }

    /// Shows objects on standard error, for a question that is about them.
    func showOnErrors<Object: Presented>(_ objects: [Object]) throws {
        let listing = Listing<Object>(.table, to: Output(STDERR_FILENO), nothing: "")
        for object in objects { try listing.add(object) }
        try listing.finish()
    }

    /// `io.followupd.Statuses.List` lists "Statuses", and `…Access.ListUsers` "Users".
    private static func title(of method: String) -> String {
        let parts = method.split(separator: ".").map(String.init)
        let verb = parts.last ?? ""
        return verb == "List" ? parts.dropLast().last ?? "" : String(verb.dropFirst("List".count))
    }

    /// Shows one object with everything it has.
    func show<Object: Presented>(_ object: Object) throws {
        switch format {
        case .table, .printable: try Output.standard.writeAndFlush(Detail.text(Row(object)))
        case .json, .csv: try show([object], nothing: "")
        }
    }

    /// Shows what a command did.
    func show(_ outcome: Outcome) throws {
        switch format {
        case .table, .printable: try Output.standard.writeAndFlush(SafeText.escape(outcome.sentence) + "\n")
        case .json: try Output.standard.writeAndFlush(JSONText.object(outcome.row) + "\n")
        case .csv: try Output.standard.writeAndFlush(CSVText.header(outcome.row.names) + CSVText.record(outcome.row))
        }
    }

    /// Shows a text of several lines with what is known about it.
    func show(_ row: Row, letter: Letter) throws {
        switch format {
        case .table, .printable: try Output.standard.writeAndFlush(letter.rendered)
        case .json: try Output.standard.writeAndFlush(JSONText.object(row) + "\n")
        case .csv: try Output.standard.writeAndFlush(CSVText.header(row.names) + CSVText.record(row))
        }
    }
}
