import ArgumentParser
import ControlAPI

struct CalendarImportHolidays: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-holidays", abstract: "Add the holidays of an iCalendar file.",
        discussion: """
            Events of whole days count; those that come again every year are laid out for ten years ahead.

            Examples:
              followupctl calendar import-holidays default holidays.ics
              curl -s https://example.org/holidays.ics | followupctl calendar import-holidays north -
            """)

    @Argument(help: "The calendar's code.")
    var code: String

    @Argument(help: ArgumentHelp("The .ics file; - for the standard input.", valueName: "file"), completion: .file())
    var file: String

    @OptionGroup var options: Options

    func run() async throws {
        let text = try InputFile(path: file).text()
        let reply = try await options.connect().call(
            CalendarsMethods.ImportHolidays.self, .init(code: code, text: text))
        let left = reply.skipped.map { "\n  left out: \($0)" }.joined()
        if options.format == .table {
            try Output.standard.writeAndFlush(
                "\(Amounts.counted(reply.added, "holiday")) added to calendar \(code).\(SafeText.escape(left, keepingLines: true))\n"
            )
        } else {
            try options.show(
                Outcome(
                    "", ["code": .text(code), "added": .number(Int64(reply.added)), "skipped": .list(reply.skipped)]))
        }
    }
}
