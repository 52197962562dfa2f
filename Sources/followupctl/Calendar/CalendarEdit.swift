import ArgumentParser
import ControlAPI

struct CalendarEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a calendar.",
        discussion: """
            The options name what changes; the rest stays. Due dates to come, and what has not fired, are counted anew in the background.

            Examples:
              followupctl calendar edit default --hours "sat=09:00-13:00" --quiet ""
              followupctl calendar edit default --holiday "2026-12-24=Christmas Eve" --remove-holiday 2026-10-31
            """)

    @Argument(help: "The calendar's code.")
    var code: String

    @OptionGroup var calendar: CalendarOptions

    @Option(help: ArgumentHelp("A day that is a holiday no more; may be repeated.", valueName: "date"))
    var removeHoliday: [String] = []

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            CalendarsMethods.Update.self,
            .init(
                code: code, name: calendar.name, zone: calendar.zone, hours: calendar.weekdays, quiet: calendar.quiet,
                addHolidays: calendar.holidays, removeHolidays: removeHoliday.isEmpty ? nil : removeHoliday))
        try options.show(Outcome("Calendar \(code) is changed.", ["code": .text(code)]))
    }
}
