import ArgumentParser
import ControlAPI

struct SearchList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List your searches and those that are shared.",
        discussion: """
            Example:
              followupctl search list
            """)

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(
            SearchesMethods.List.self, Nothing(),
            nothing: "There is no search yet; keep one with `followupctl search save`."
        ) { $0.search }
    }
}
