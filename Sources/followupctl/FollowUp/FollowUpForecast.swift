import ArgumentParser
import ControlAPI
import Domain

struct FollowUpForecast: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast", abstract: "Tell what will be made, when and for whom; change nothing.",
        discussion: """
            The real rules run on a virtual clock over copies in memory: nobody changes anything meanwhile, and messages arrive.

            Examples:
              followupctl followup forecast --days 7
              followupctl followup forecast --until 2026-12-31 --customer 1042 --csv
            """)

    @Option(help: ArgumentHelp("So many days ahead; 30 otherwise.", valueName: "count"))
    var days: Int?

    @Option(help: ArgumentHelp("Up to the end of this day.", valueName: "date"))
    var until: CivilDate?

    @Option(help: ArgumentHelp("Only this customer's.", valueName: "number"))
    var customer: String?

    @OptionGroup var options: Options

    func validate() throws {
        guard days == nil || until == nil else { throw ValidationError("Give either --days or --until.") }
    }

    func run() async throws {
        try await options.list(
            FollowUpsMethods.Forecast.self, .init(days: days, untilOn: until?.description, number: customer),
            nothing: "Nothing will be made."
        ) { $0.prediction }
    }
}
