import ArgumentParser
import ControlAPI

struct FollowUpReschedule: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reschedule", abstract: "Move a follow-up to another time.",
        discussion: """
            Example:
              followupctl followup reschedule 17 2026-12-01T10:00:00+01:00
            """)

    @Argument(help: "The follow-up's id.")
    var id: Int64

    @Argument(help: ArgumentHelp("When: RFC 3339, or a day, which is its beginning here.", valueName: "instant"))
    var at: InstantArgument

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(FollowUpsMethods.Reschedule.self, .init(id: id, at: at.milliseconds))
        try options.show(
            Outcome(
                "Follow-up \(id) fires at \(InstantText().text(at.milliseconds, zone: nil)).",
                ["id": .number(id), "fireAt": .instant(at.milliseconds)]))
    }
}
