import ArgumentParser
import ControlAPI

struct CustomerExplain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Tell why each follow-up did or did not happen, and what comes next.",
        discussion: """
            Examples:
              followupctl customer explain 1042
              followupctl customer explain 1042 --json
            """)

    @Argument(help: "The customer's number.")
    var number: String

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(CustomersMethods.Explain.self, .init(number: number))
        let story = CustomerStory(reply)
        switch options.format {
        case .table, .printable: try Output.standard.writeAndFlush(story.text)
        case .json: try Output.standard.writeAndFlush(JSONText.object(story.row) + "\n")
        case .csv: try options.show(reply.followUps, nothing: "")
        }
    }
}
