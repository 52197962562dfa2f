import ArgumentParser
import ControlAPI

struct TriggerAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a trigger: when it fires, and what it makes.",
        discussion: """
            A time counts from entering the status, from the due date, from when the customer is overdue, from birthday or anniversary;
            of a rule of tasks, from task start, task due or task completed. Customers already in the status are planned too, in the
            background; `trigger preview` tells beforehand what that makes. Texts may hold merge fields.

            Examples:
              followupctl trigger add p-call --status P --task "Call {{customer.name}}" \\
                  --when "2 business days before due at 10:00"
              followupctl trigger add p-remind --status P --template reminder --channels sms,email,call \\
                  --when "1 day after entered" --every "3 days" --times 3 --if "not tag = vip"
              followupctl trigger add p-lost --status P --when "60 days after overdue" --move-to I
              followupctl trigger add late --when "1 day after task due" --email task-late --recipient assignee
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Option(help: "Code of the status; none for a rule of tasks.")
    var status: String?

    @Option(help: "The name; the code otherwise.")
    var name: String?

    @OptionGroup(title: "What it says")
    var says: TriggerRuleOptions

    @Option(help: ArgumentHelp("Which firings that lie in the past are made up for.", valueName: "which"))
    var backfill: BackfillChoice?

    @OptionGroup var options: Options

    func validate() throws { try says.requireWhole() }

    func run() async throws {
        _ = try await options.connect().call(
            TriggersMethods.Add.self,
            .init(code: code, name: name, status: status, rule: says.rule, backfill: backfill?.rawValue))
        let place = status.map { "status \($0)" } ?? "tasks"
        try options.show(Outcome("Trigger \(code) is added to \(place).", ["code": .text(code)]))
    }
}
