import ArgumentParser
import ControlAPI

struct TriggerEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what a trigger says.",
        discussion: """
            The options name what changes; the rest stays. An empty text removes. What is planned is planned anew, in the background;
            `trigger preview` tells beforehand what that makes.

            Examples:
              followupctl trigger edit p-call --when "1 business day before due at 09:30" --priority 2
              followupctl trigger edit p-remind --if ""
            """)

    @Argument(help: "The trigger's code.")
    var code: String

    @Option(help: "The name.")
    var name: String?

    @OptionGroup(title: "What it says")
    var says: TriggerRuleOptions

    @Option(help: ArgumentHelp("Which firings that lie in the past are made up for.", valueName: "which"))
    var backfill: BackfillChoice?

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            TriggersMethods.Update.self,
            .init(code: code, name: name, rule: says.rule, backfill: backfill?.rawValue))
        try options.show(Outcome("Trigger \(code) is changed.", ["code": .text(code)]))
    }
}
