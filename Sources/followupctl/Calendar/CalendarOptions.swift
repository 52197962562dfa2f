import ArgumentParser
import ControlAPI

/// What is said of a calendar beside its code.
struct CalendarOptions: ParsableArguments {
    @Option(help: "The name.")
    var name: String?

    @Option(help: ArgumentHelp("The time zone, such as Europe/Berlin.", valueName: "zone"))
    var zone: String?

    @Option(
        help: ArgumentHelp(
            "Opening hours of a weekday: \"mon=09:00-12:00 13:00-17:00\"; \"sat=\" is closed; may be repeated.",
            valueName: "day=hours"))
    var hours: [CustomField] = []

    @Option(help: ArgumentHelp("When messages to customers are held back: 20:00-08:00.", valueName: "hours"))
    var quiet: String?

    @Option(help: ArgumentHelp("A holiday: \"2026-12-25=Christmas Day\"; may be repeated.", valueName: "date=name"))
    var holiday: [CustomField] = []

    var weekdays: [String: String]? {
        hours.isEmpty ? nil : Dictionary(hours.map { ($0.name, $0.value) }) { _, last in last }
    }

    var holidays: [CalendarsMethods.Holiday]? {
        holiday.isEmpty ? nil : holiday.map { CalendarsMethods.Holiday(on: $0.name, name: $0.value) }
    }
}
