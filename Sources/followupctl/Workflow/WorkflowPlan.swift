import ArgumentParser
import ControlAPI
import Varlink

struct WorkflowPlan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Tell what a YAML file would change of the rules; changes nothing.",
        discussion: """
            Examples:
              followupctl workflow plan office.yaml
              followupctl workflow plan office.yaml --json
            """)

    @Argument(help: "The file; - for the standard input.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Option(help: ArgumentHelp("Which follow-ups that lie in the past new rules make up for.", valueName: "which"))
    var backfill: BackfillChoice?

    @OptionGroup var options: Options

    func run() async throws {
        let input = try InputFile(path: file)
        let document = try input.text()
        let plan = try await WorkflowFile(name: input.name).checked {
            try await options.connect().call(
                WorkflowMethods.Plan.self, .init(document: document, backfill: backfill?.rawValue))
        }
        try options.show(plan.changes, nothing: "The rules are so already.")
    }
}

/// A workflow file that the daemon may refuse: then its name stands before the place.
struct WorkflowFile {
    let name: String

    func checked<Reply>(_ call: () async throws -> Reply) async throws -> Reply {
        do {
            return try await call()
        } catch let error as VarlinkError where error.name == ControlError.invalidWorkflow.rawValue {
            throw Failure("\(name):\(Self.place(of: error)) \(Failure(error)?.sentence ?? error.name)")
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
