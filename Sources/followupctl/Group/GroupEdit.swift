import ArgumentParser
import ControlAPI

struct GroupEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a security group.",
        discussion: """
            The options name what changes; the rest stays.

            Examples:
              followupctl group edit north --sees all
              followupctl group edit north --members ana
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Option(help: "The name.")
    var name: String?

    @Option(help: "What it is for.")
    var description: String?

    @Option(
        help: ArgumentHelp("The branch that is its level: it and all below. None: the whole office.", valueName: "code")
    )
    var branch: String?

    @Option(help: ArgumentHelp("The statuses whose customers its members see, by code, or all.", valueName: "codes"))
    var sees: String?

    @Option(help: ArgumentHelp("The statuses that its members may set, by code, or all.", valueName: "codes"))
    var sets: String?

    @Option(help: ArgumentHelp("Its members, by code, separated by commas.", valueName: "users"))
    var members: String?

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            AccessMethods.UpdateGroup.self,
            .init(
                code: code, name: name, description: description, branch: branch, sees: ListArgument.selection(sees),
                seesAll: sees == "all" ? true : nil, sets: ListArgument.selection(sets),
                setsAll: sets == "all" ? true : nil,
                members: members.map(ListArgument.items)))
        try options.show(Outcome("Security group \(code) is changed.", ["code": .text(code)]))
    }
}
