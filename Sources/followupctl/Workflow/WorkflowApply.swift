import ArgumentParser
import ControlAPI

struct WorkflowApply: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Make the rules as a YAML file says: all of it, or nothing.",
        discussion: """
            Shows what the file changes and asks. What is missing from a section of the file goes, or is retired where records used it; \
            a section that is missing stays as it is.

            Examples:
              followupctl workflow apply office.yaml
              followupctl workflow preset staffing | followupctl workflow apply - --yes
            """)

    @Argument(help: "The file; - for the standard input.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Option(help: ArgumentHelp("Which follow-ups that lie in the past new rules make up for.", valueName: "which"))
    var backfill: BackfillChoice?

    @Flag(help: "Do not ask.")
    var yes = false

    @OptionGroup var options: Options

    func run() async throws {
        let input = try InputFile(path: file)
        let document = try input.text()
        let daemon = try await options.connect()
        let workflow = WorkflowFile(name: input.name)
        var revision: Int?
        if !yes {
            let plan = try await workflow.checked {
                try await daemon.call(
                    WorkflowMethods.Plan.self, .init(document: document, backfill: backfill?.rawValue))
            }
            guard !plan.changes.isEmpty else { return try options.show(Outcome([])) }
            // What only adds, and touches nobody, takes nothing away from anybody.
            if plan.changes.contains(where: { $0.action == "removed" || $0.customers > 0 }) {
                try options.showOnErrors(plan.changes)
                try Confirmation.ask("Change that?", isGiven: false)
            }
            revision = plan.revision
        }
        let reply = try await workflow.checked {
            try await daemon.call(
                WorkflowMethods.Apply.self, .init(document: document, backfill: backfill?.rawValue, revision: revision))
        }
        try options.show(Outcome(reply.changes))
    }
}

extension Outcome {
    fileprivate init(_ changes: [WorkflowMethods.Change]) {
        func count(_ action: String) -> Int { changes.filter { $0.action == action }.count }
        let sentence =
            changes.isEmpty
            ? "The rules are so already; nothing was changed."
            : "The workflow is in force: \(count("added")) added, \(count("changed")) changed, \(count("removed")) removed."
        self.init(
            sentence,
            [
                "added": .number(Int64(count("added"))), "changed": .number(Int64(count("changed"))),
                "removed": .number(Int64(count("removed"))),
            ])
    }
}
