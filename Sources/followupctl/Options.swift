import ArgumentParser
import ControlAPI

/// What every command that speaks to the daemon takes: where it is, and how to answer.
struct Options: ParsableArguments {
    @Option(help: ArgumentHelp("The daemon's control socket.", valueName: "path"))
    var socket: String?

    @Flag(exclusivity: .exclusive)
    var format = OutputFormat.table

    func connect() async throws -> Daemon {
        try await Daemon.connect(to: SocketPaths.candidates(option: socket, environment: Environment.value))
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
        let listing = Listing<Object>(format, nothing: nothing)
        for try await reply in try daemon.stream(method, parameters) {
            if let object = object(reply) { try listing.add(object) }
        }
        try listing.finish()
    }

    /// Shows objects that are there already.
    func show<Object: Presented>(_ objects: [Object], zone: String? = nil, nothing: String) throws {
        let listing = Listing<Object>(format, zone: zone, nothing: nothing)
        for object in objects { try listing.add(object) }
        try listing.finish()
    }

    /// Shows one object with everything it has.
    func show<Object: Presented>(_ object: Object) throws {
        switch format {
        case .table: try Output.standard.writeAndFlush(Detail.text(Row(object)))
        case .json, .csv: try show([object], nothing: "")
        }
    }

    /// Shows what a command did.
    func show(_ outcome: Outcome) throws {
        switch format {
        case .table: try Output.standard.writeAndFlush(SafeText.escape(outcome.sentence) + "\n")
        case .json: try Output.standard.writeAndFlush(JSONText.object(outcome.row) + "\n")
        case .csv: try Output.standard.writeAndFlush(CSVText.header(outcome.row.names) + CSVText.record(outcome.row))
        }
    }

    /// Shows a text of several lines with what is known about it.
    func show(_ row: Row, letter: Letter) throws {
        switch format {
        case .table: try Output.standard.writeAndFlush(letter.rendered)
        case .json: try Output.standard.writeAndFlush(JSONText.object(row) + "\n")
        case .csv: try Output.standard.writeAndFlush(CSVText.header(row.names) + CSVText.record(row))
        }
    }
}
