import ArgumentParser
import ControlAPI

struct StatusDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a status.",
        discussion: """
            One that customers are in is refused, unless --replace-with names another to move them to first.

            Examples:
              followupctl status delete B
              followupctl status delete B --replace-with P
            """)

    @Argument(help: "Code of the status.")
    var code: String

    @Option(help: ArgumentHelp("Code of the status to move its customers to.", valueName: "code"))
    var replaceWith: String?

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(
            StatusesMethods.Delete.self, .init(code: code, replaceWith: replaceWith))
        let sentence =
            reply.moving == 0
            ? "Status \(code) is deleted."
            : "\(Amounts.counted(reply.moving, "customer")) are being moved to \(replaceWith ?? ""); then status \(code) is deleted."
        try options.show(Outcome(sentence, ["code": .text(code), "moving": .number(Int64(reply.moving))]))
    }
}
