import ArgumentParser
import ControlAPI

/// What a trigger says: when it fires, and what it makes.
struct TriggerRuleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Such as \"1 week after entered\", \"2 days before due at 10:00\", \"overdue\", \"1 day after task due\".",
            valueName: "timing"))
    var when: String?

    @Option(help: ArgumentHelp("Fire again every so often, such as \"2 days\".", valueName: "span"))
    var every: String?

    @Option(help: ArgumentHelp("With --every: at most so often, the first included.", valueName: "count"))
    var times: Int?

    @Option(
        name: .customLong("if"),
        help: ArgumentHelp("What has to be true of the customer when it fires.", valueName: "search"))
    var condition: String?

    @Option(help: ArgumentHelp("Of a rule of tasks: only tasks of that type.", valueName: "type"))
    var taskType: String?

    @Option(help: ArgumentHelp("Too late to be of use after this long, such as \"2 weeks\".", valueName: "span"))
    var skipAfter: String?

    @Option(help: ArgumentHelp("Make a task with this subject.", valueName: "subject"))
    var task: String?

    @Option(help: ArgumentHelp("Make a call: a task of type call with this subject.", valueName: "subject"))
    var call: String?

    @Option(help: ArgumentHelp("Text of the task.", valueName: "text"))
    var description: String?

    @Option(help: ArgumentHelp("Type of the task: todo, call, visit, letter.", valueName: "type"))
    var type: String?

    @Option(help: ArgumentHelp("Priority of the task: 1, the most urgent, to 10.", valueName: "number"))
    var priority: Int?

    @Option(help: ArgumentHelp("How long after firing the task is due; that day otherwise.", valueName: "span"))
    var dueIn: String?

    @Flag(inversion: .prefixedNo, help: "Cancel the open task when the customer leaves the status.")
    var autoCancel: Bool?

    @Option(
        help: ArgumentHelp(
            "Whose the task is: the first of owner, assignee, user:CODE, team:CODE that there is, parted by commas.",
            valueName: "whom"))
    var assignee: String?

    @Option(help: ArgumentHelp("Make a mail from this template, by code.", valueName: "template"))
    var email: String?

    @Option(help: ArgumentHelp("Make a text message from this template.", valueName: "template"))
    var sms: String?

    @Option(help: ArgumentHelp("Make a letter from this template.", valueName: "template"))
    var letter: String?

    @Option(help: ArgumentHelp("Make a webhook call from this template.", valueName: "template"))
    var webhook: String?

    @Option(help: ArgumentHelp("Make a message from this template, by the --channels.", valueName: "template"))
    var template: String?

    @Option(
        help: ArgumentHelp(
            "How it travels, each way where the one before cannot be gone: sms,email,call.", valueName: "chain"))
    var channels: String?

    @Option(help: ArgumentHelp("customer, owner, assignee, user:CODE or team:CODE.", valueName: "whom"))
    var recipient: String?

    @Flag(inversion: .prefixedNo, help: "Send the message even if the customer has left the status.")
    var keepWhenLeft: Bool?

    @Option(help: ArgumentHelp("Move the customer to this status.", valueName: "status"))
    var moveTo: String?

    @Option(help: ArgumentHelp("With --move-to: the reason, by code.", valueName: "reason"))
    var reason: String?

    /// What it makes, of which there may be one.
    private var made: [String] { [task, call, email, sms, letter, webhook, template, moveTo].compactMap { $0 } }

    /// A new trigger says when, and what it makes.
    func requireWhole() throws {
        guard when != nil else { throw ValidationError("A trigger fires at some time; give --when.") }
        guard !made.isEmpty else {
            throw ValidationError(
                "A trigger makes something; give one of --task, --call, --email, --sms, --letter, --webhook, --template and --move-to."
            )
        }
    }

    func validate() throws {
        guard made.count <= 1 else {
            throw ValidationError(
                "A trigger makes one thing; give one of --task, --call, --email, --sms, --letter, --webhook, --template and --move-to."
            )
        }
        guard channels == nil || (email ?? sms ?? letter ?? webhook) == nil else {
            throw ValidationError("--channels goes with --template, not with the name of one channel.")
        }
    }

    var rule: TriggersMethods.Rule {
        let single =
            email.map { ($0, "email") } ?? sms.map { ($0, "sms") } ?? letter.map { ($0, "letter") }
            ?? webhook.map { ($0, "webhook") }
        return TriggersMethods.Rule(
            when: when, every: every, times: times, if: condition, taskType: taskType, skipAfter: skipAfter,
            task: task ?? call, description: description, type: type ?? call.map { _ in "call" }, priority: priority,
            dueIn: dueIn, autoCancel: autoCancel, assignee: Self.words(assignee), template: single?.0 ?? template,
            channels: single.map { [$0.1] } ?? Self.words(channels), recipient: recipient, keepWhenLeft: keepWhenLeft,
            moveTo: moveTo, reason: reason)
    }

    private static func words(_ text: String?) -> [String]? {
        text?.split(separator: ",").map { String($0.drop { $0 == " " }) }
    }
}
