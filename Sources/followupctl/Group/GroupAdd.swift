import ArgumentParser
import ControlAPI

struct GroupAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a security group.",
        discussion: """
            A user is in one group: its members leave the groups they were in.

            Example:
              followupctl group add north "Sales north" --branch north --sees P,H,A --sets P,H --members ana,ben
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Argument(help: "The name.")
    var name: String

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
            AccessMethods.AddGroup.self,
            .init(
                code: code, name: name, description: description, branch: branch, sees: ListArgument.selection(sees),
                sets: ListArgument.selection(sets),
                members: members.map(ListArgument.items)))
        try options.show(Outcome("Security group \(code) is added.", ["code": .text(code)]))
    }
}
