import ArgumentParser
import ControlAPI
import Domain

struct CustomerSetDue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-due", abstract: "Set, or reset, the due date of a customer's present stay.",
        discussion: """
            Without a date it becomes again the one that the status gives.

            Examples:
              followupctl customer set-due 1042 2026-12-31
              followupctl customer set-due 1042
            """)

    @Argument(help: "The customer's number.")
    var number: String

    @Argument(help: "The due date, such as 2026-12-31.")
    var date: CivilDate?

    @Option(help: ArgumentHelp("Refuse if the customer was changed since that version.", valueName: "version"))
    var expectedVersion: Int?

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        // The reply has an instant but no zone to show it in.
        let zone = try await daemon.call(CustomersMethods.Get.self, .init(number: number)).customer.zone
        let reply = try await daemon.call(
            CustomersMethods.SetDueDate.self,
            .init(number: number, dueOn: date?.description, expectedVersion: expectedVersion))
        let sentence = reply.dueOn.map { "Customer \(number) is due on \($0)." }
        try options.show(
            Outcome(
                sentence ?? "Customer \(number) has no due date, as its status has no duration.",
                [
                    "number": .text(number), "dueOn": reply.dueOn.map(MemberValue.text) ?? .absent,
                    "overdueAt": reply.overdueAt.map(MemberValue.instant) ?? .absent,
                ], zone: zone))
    }
}
