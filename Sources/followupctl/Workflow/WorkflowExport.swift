import ArgumentParser
import ControlAPI

struct WorkflowExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the rules in force as a YAML file.",
        discussion: """
            Example:
              followupctl workflow export > office.yaml
            """)

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(WorkflowMethods.Export.self, Nothing())
        try Output.standard.writeAndFlush(reply.document)
    }
}
