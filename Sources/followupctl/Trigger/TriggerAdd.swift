import ArgumentParser
import ControlAPI

struct TriggerAdd: AsyncParsableCommand {
    enum Recipient: String, CaseIterable, ExpressibleByArgument {
        case customer, owner
    }

    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a trigger: when it fires, and the task or the mail it makes.",
        discussion: """
            --when counts from entering the status, from the due date, or from when the customer is overdue. Customers \
            already in the status are planned too, in the background. Texts may hold merge fields.

            Examples:
              followupctl trigger add p-call --status P --task "Call {{customer.name}}" \\
                  --when "2 business days before due at 10:00"
              followupctl trigger add p-mail --status P --email welcome \\
                  --when "30 minutes after entered"
              followupctl trigger add p-late --status P --when overdue \\
                  --email late --recipient owner
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Option(help: "Code of the status.")
    var status: String

    @Option(
        help: ArgumentHelp(
            "Such as \"1 week after entered\", \"2 days before due at 10:00\", \"overdue\".", valueName: "timing"))
    var when: String

    @Option(help: ArgumentHelp("Make a task for the customer's owner with this subject.", valueName: "subject"))
    var task: String?

    @Option(help: ArgumentHelp("Make a mail from this template, by code.", valueName: "template"))
    var email: String?

    @Option(help: "To whom the mail goes.")
    var recipient: Recipient?

    @Option(help: "The name; the code otherwise.")
    var name: String?

    @Option(help: ArgumentHelp("Text of the task.", valueName: "text"))
    var description: String?

    @Option(help: ArgumentHelp("Priority of the task: 1, the most urgent, to 10.", valueName: "number"))
    var priority: Int?

    @Flag(inversion: .prefixedNo, help: "Cancel the open task when the customer leaves the status.")
    var autoCancel: Bool?

    @Flag(inversion: .prefixedNo, help: "Send the mail even if the customer has left the status.")
    var keepWhenLeft: Bool?

    @Option(help: ArgumentHelp("Too late to be of use after this long, such as \"2 weeks\".", valueName: "span"))
    var skipAfter: String?

    @Option(help: ArgumentHelp("Which firings that lie in the past are made up for.", valueName: "which"))
    var backfill: BackfillChoice?

    @OptionGroup var options: Options

    func validate() throws {
        guard (task == nil) != (email == nil) else {
            throw ValidationError("A trigger makes either a task or a mail; give one of --task and --email.")
        }
        if task != nil, recipient != nil || keepWhenLeft != nil {
            throw ValidationError("--recipient and --keep-when-left are for mails; leave them out or give --email.")
        }
        if email != nil, description != nil || priority != nil || autoCancel != nil {
            throw ValidationError(
                "--description, --priority and --auto-cancel are for tasks; leave them out or give --task.")
        }
    }

    func run() async throws {
        let parameters = TriggersMethods.Add.Parameters(
            code: code, name: name, status: status, when: when, task: task, description: description,
            priority: priority,
            autoCancel: autoCancel, email: email, recipient: recipient?.rawValue, keepWhenLeft: keepWhenLeft,
            skipAfter: skipAfter, backfill: backfill?.rawValue)
        _ = try await options.connect().call(TriggersMethods.Add.self, parameters)
        try options.show(Outcome("Trigger \(code) is added to status \(status).", ["code": .text(code)]))
    }
}
