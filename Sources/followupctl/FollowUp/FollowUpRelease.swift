import ArgumentParser
import ControlAPI

struct FollowUpRelease: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Let follow-ups fire that were held since too much had come due at once.",
        discussion: """
            Conditions, skipAfter and the customers' wishes are asked again when they fire. Look at them first with
            `followup list --state held`; `followup skip` takes single ones out.

            Examples:
              followupctl followup release
              followupctl followup release 17
              followupctl followup release --trigger p-mail
            """)

    @Argument(help: "Only this one, by its id.")
    var id: Int64?

    @Option(help: ArgumentHelp("Only this trigger's, by code.", valueName: "code"))
    var trigger: String?

    @Flag(help: "Do not ask.")
    var yes = false

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        try Confirmation.ask(
            "Let all held follow-ups\(trigger.map { " of trigger \($0)" } ?? "") fire now?", isGiven: yes || id != nil)
        let released = try await daemon.call(FollowUpsMethods.Release.self, .init(id: id, trigger: trigger)).released
        try options.show(
            Outcome("\(Amounts.counted(released, "follow-up")) released.", ["released": .number(Int64(released))]))
    }
}
