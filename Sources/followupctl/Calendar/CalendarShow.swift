import ArgumentParser
import ControlAPI

struct CalendarShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a calendar with its hours and holidays.",
        discussion: """
            Example:
              followupctl calendar show default
            """)

    @Argument(help: "The calendar's code.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        try options.show(
            try await options.connect().call(CalendarsMethods.Get.self, .init(code: code)).calendar)
    }
}
