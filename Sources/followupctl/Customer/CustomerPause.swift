import ArgumentParser
import ControlAPI
import Domain

struct CustomerPause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Let nothing fire for a customer before a day.",
        discussion: """
            Due dates stay as they are; what has fired stays too.

            Examples:
              followupctl customer pause 1042 --until 2027-01-10
              followupctl customer pause 1042 --off
            """)

    @Argument(help: "The customer's number.")
    var number: String

    @Option(help: ArgumentHelp("The day on which it goes on.", valueName: "date"))
    var until: CivilDate?

    @Flag(help: "End the pause.")
    var off = false

    @Option(help: ArgumentHelp("Refuse if the customer was changed since that version.", valueName: "version"))
    var expectedVersion: Int?

    @OptionGroup var options: Options

    func run() async throws {
        guard off != (until != nil) else {
            throw ValidationError("Name the day with --until, or end the pause with --off.")
        }
        _ = try await options.connect().call(
            CustomersMethods.Pause.self,
            .init(number: number, until: until?.description, expectedVersion: expectedVersion))
        let sentence =
            until.map { "Nothing fires for customer \(number) before \($0)." }
            ?? "Customer \(number) is paused no longer."
        try options.show(
            Outcome(sentence, ["number": .text(number), "until": until.map { .text($0.description) } ?? .absent]))
    }
}
