import ArgumentParser
import ControlAPI
import Varlink

struct WorkflowApply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Add a workflow from a YAML file: all of it, or nothing.",
        discussion: """
            Examples:
              followupctl workflow apply office.yaml
              followupctl workflow preset staffing | followupctl workflow apply -
            """)

    @Argument(help: "The file; - for the standard input.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @OptionGroup var options: Options

    func run() async throws {
        let input = try InputFile(path: file)
        let parameters = WorkflowMethods.Apply.Parameters(document: try input.text())
        let daemon = try await options.connect()
        do {
            try options.show(Outcome(try await daemon.call(WorkflowMethods.Apply.self, parameters)))
        } catch let error as VarlinkError where error.name == ControlError.invalidWorkflow.rawValue {
            throw Failure("\(input.name):\(Self.place(of: error)) \(Failure(error)?.sentence ?? error.name)")
        }
    }

    /// `12:3:`, as far as the daemon knows it and does not say so itself.
    private static func place(of error: VarlinkError) -> String {
        if case .string(let message)? = error.parameters["message"], message.contains("line ") { return "" }
        return ["line", "column"].compactMap { name in
            if case .integer(let number)? = error.parameters[name] { "\(number):" } else { nil }
        }.joined()
    }
}

extension Outcome {
    fileprivate init(_ reply: WorkflowMethods.Apply.Reply) {
        self.init(
            "The workflow is in force: \(Amounts.counted(reply.calendars, "calendar")) saved, and added "
                + "\(reply.branches) \(reply.branches == 1 ? "branch" : "branches"), "
                + "\(Amounts.counted(reply.templates, "template")), "
                + "\(reply.statuses) \(reply.statuses == 1 ? "status" : "statuses") and "
                + "\(Amounts.counted(reply.triggers, "trigger")).",
            [
                "calendars": .number(Int64(reply.calendars)), "branches": .number(Int64(reply.branches)),
                "templates": .number(Int64(reply.templates)), "statuses": .number(Int64(reply.statuses)),
                "triggers": .number(Int64(reply.triggers)),
            ])
    }
}
