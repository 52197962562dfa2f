import ArgumentParser
import ControlAPI

struct CustomerHistory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List the stays of a customer in statuses, oldest first, and its notes.",
        discussion: """
            Example:
              followupctl customer history 1042
            """)

    @Argument(help: "The customer's number.")
    var number: String

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        let zone = try await daemon.call(CustomersMethods.Get.self, .init(number: number)).customer.zone
        let reply = try await daemon.call(CustomersMethods.History.self, .init(number: number))
        try options.show(reply.periods, zone: zone, nothing: "There is no stay.")
        // Programs get the notes with `customer explain --json`.
        guard options.format == .table, !reply.notes.isEmpty else { return }
        try Output.standard.writeAndFlush("\n")
        try options.show(reply.notes, zone: zone, nothing: "")
    }
}
