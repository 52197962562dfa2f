import ArgumentParser
import ControlAPI

struct ReasonAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a reason behind the others of its status.",
        discussion: """
            Example:
              followupctl reason add I no-need "No more need for staff"
            """)

    @Argument(help: "Code or name of the status.")
    var status: String

    @Argument(help: "Code of the reason.")
    var code: String

    @Argument(help: "The name.")
    var name: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            StatusesMethods.AddReason.self, .init(status: status, code: code, name: name))
        try options.show(
            Outcome("Reason \(code) of \(status) is added.", ["status": .text(status), "code": .text(code)]))
    }
}
