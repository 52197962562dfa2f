import ArgumentParser

struct CalendarCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Time zones, opening hours and holidays.",
        subcommands: [
            CalendarList.self, CalendarShow.self, CalendarAdd.self, CalendarEdit.self, CalendarRetire.self,
            CalendarImportHolidays.self,
        ])
}
