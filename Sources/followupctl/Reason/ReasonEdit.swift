import ArgumentParser
import ControlAPI

struct ReasonEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Rename a reason.",
        discussion: """
            Example:
              followupctl reason edit I no-need "No need at present"
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
            StatusesMethods.UpdateReason.self, .init(status: status, code: code, name: name))
        try options.show(
            Outcome("Reason \(code) of \(status) is renamed.", ["status": .text(status), "code": .text(code)]))
    }
}
