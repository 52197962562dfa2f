import ArgumentParser
import ControlAPI

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write the state of the office as one HTML page.",
        discussion: """
            The page needs nothing from elsewhere: no script, no font, no picture. It fits light and dark screens, and prints.

            Examples:
              followupctl report --html office.html
              followupctl report --html - --days 90 > quarter.html
            """)

    @Option(
        help: ArgumentHelp("The file to write; - for the standard output.", valueName: "file"), completion: .file())
    var html: String

    @Option(help: ArgumentHelp("How many days ahead the forecast looks; 30 otherwise.", valueName: "count"))
    var days: Int?

    @OptionGroup var options: Options

    func run() async throws {
        let page = try await options.connect().call(ReportsMethods.Render.self, .init(days: days)).html
        guard html != "-" else { return try Output.standard.writeAndFlush(page) }
        try OutputFile.replace(html, with: page)
        try options.show(Outcome("The report is in \(html).", ["file": .text(html)]))
    }
}
