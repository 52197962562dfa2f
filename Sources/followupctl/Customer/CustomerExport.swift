import ArgumentParser
import ControlAPI

struct CustomerExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write customers with their histories as a CSV file.",
        discussion: """
            Everything there is, for `customer import` into another database, whose workflow and users must be there first. Imported and exported again, the file is the same.

            Examples:
              followupctl customer export > customers.csv
              followupctl customer export 'status = A and branch within north' > north.csv
            """)

    @Argument(help: "A search expression; every customer otherwise.")
    var search: String?

    @OptionGroup var options: Options

    func run() async throws {
        let output = Output.standard
        if options.excel { try output.write("\u{FEFF}") }
        let daemon = try await options.connect()
        for try await reply in try daemon.stream(CustomersMethods.Export.self, .init(search: search)) {
            if let csv = reply.csv { try output.write(csv) }
        }
        try output.flush()
    }
}
