import ArgumentParser
import ControlAPI
import Domain

/// The task and the message that a status change can bring with it.
struct ChangeWork: ParsableArguments {
    @Option(help: ArgumentHelp("A task to make with it.", valueName: "subject"))
    var task: String?

    @Option(help: ArgumentHelp("Who does the task; the customer's owner otherwise.", valueName: "user"))
    var taskFor: String?

    @Option(help: ArgumentHelp("When the task is due; today otherwise.", valueName: "date"))
    var taskDue: CivilDate?

    @Option(help: ArgumentHelp("Send the customer the message of a template.", valueName: "template"))
    var mail: String?

    @Option(
        help: ArgumentHelp(
            "Send the customer a message with this subject, and the text of --mail-text.", valueName: "subject"))
    var mailSubject: String?

    @Option(help: ArgumentHelp("The text of that message.", valueName: "text"))
    var mailText: String?

    var newTask: CustomersMethods.NewTask? {
        task.map { CustomersMethods.NewTask(subject: $0, assignee: taskFor, dueOn: taskDue?.description) }
    }

    var newMessage: CustomersMethods.NewMessage? {
        guard mail != nil || mailSubject != nil || mailText != nil else { return nil }
        return CustomersMethods.NewMessage(template: mail, subject: mailSubject, text: mailText)
    }
}
