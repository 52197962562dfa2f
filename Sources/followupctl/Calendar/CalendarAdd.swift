import ArgumentParser
import ControlAPI

struct CalendarAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a calendar.",
        discussion: """
            Without --hours it opens Monday to Friday from nine to five. A branch is given its calendar with `branch edit`.

            Examples:
              followupctl calendar add north --zone Europe/Oslo --hours "mon=08:00-16:00" --hours "tue=08:00-16:00"
              followupctl calendar add depot --zone Europe/Berlin --quiet 20:00-08:00 --holiday "2026-12-25=Christmas Day"
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @OptionGroup var calendar: CalendarOptions

    @OptionGroup var options: Options

    func validate() throws {
        guard calendar.zone != nil else { throw ValidationError("A calendar has a time zone; give --zone.") }
    }

    func run() async throws {
        _ = try await options.connect().call(
            CalendarsMethods.Add.self,
            .init(
                code: code, name: calendar.name, zone: calendar.zone ?? "", hours: calendar.weekdays,
                quiet: calendar.quiet, holidays: calendar.holidays))
        try options.show(Outcome("Calendar \(code) is added.", ["code": .text(code)]))
    }
}
