import ArgumentParser
import ControlAPI

struct TriggerPreview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Tell what a new or changed trigger would do, and change nothing.",
        discussion: """
            Examples:
              followupctl trigger preview --status P --when "3 days after entered" --email nudge --backfill all
              followupctl trigger preview p-call --when "1 business day before due"
            """)

    @Argument(help: "Code of the trigger to be changed; none for a new one.")
    var code: String?

    @Option(help: "Code of the status, for a new one.")
    var status: String?

    @OptionGroup(title: "What it says")
    var says: TriggerRuleOptions

    @Option(help: ArgumentHelp("Which firings that lie in the past are made up for.", valueName: "which"))
    var backfill: BackfillChoice?

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(
            TriggersMethods.Preview.self,
            .init(code: code, status: status, rule: says.rule, backfill: backfill?.rawValue))
        try options.show(
            Outcome(
                "Of \(Amounts.grouped(reply.subjects)), it would fire for \(Amounts.grouped(reply.firesNow)) at once, "
                    + "for \(Amounts.grouped(reply.firesLater)) later, and for \(Amounts.grouped(reply.never)) never.",
                [
                    "subjects": .number(Int64(reply.subjects)), "firesNow": .number(Int64(reply.firesNow)),
                    "firesLater": .number(Int64(reply.firesLater)), "never": .number(Int64(reply.never)),
                ]))
    }
}
