import ArgumentParser
import ControlAPI

struct CalendarRetire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Take a calendar out of use.",
        discussion: """
            Example:
              followupctl calendar retire north
            """)

    @Argument(help: "The calendar's code.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(CalendarsMethods.Retire.self, .init(code: code))
        try options.show(Outcome("Calendar \(code) is retired.", ["code": .text(code)]))
    }
}
