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
        let daemon = try await options.connect()
        guard
            let known = try await daemon.first(
                AccessMethods.ListGroups.self, Nothing(), where: { $0.group?.code == code })?.group
        else {
            throw Failure("There is no security group \(code); see `followupctl group list`.")
        }
        _ = try await daemon.call(
            AccessMethods.UpdateGroup.self,
            .init(
                code: code, name: name ?? known.name, description: description ?? known.description,
                branch: ListArgument.changed(known.branch, branch),
                sees: sees == nil ? known.sees : ListArgument.selection(sees),
                sets: sets == nil ? known.sets : ListArgument.selection(sets),
                members: members.map(ListArgument.items) ?? known.members))
        try options.show(Outcome("Security group \(code) is changed.", ["code": .text(code)]))
    }
}
