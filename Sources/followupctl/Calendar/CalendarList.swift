import ArgumentParser
import ControlAPI

struct CalendarList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List calendars.",
        discussion: """
            Example:
              followupctl calendar list
            """)

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(CalendarsMethods.List.self, Nothing(), nothing: "There is no calendar.") { $0.calendar }
    }
}
