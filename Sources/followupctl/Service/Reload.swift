import ArgumentParser
import ControlAPI

struct Reload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Have the daemon read its configuration and the time zones anew.",
        discussion: """
            Example:
              followupctl reload
            """)

    @OptionGroup var options: Options

    func run() async throws {
        let changed = try await options.connect().call(ServiceMethods.Reload.self, Nothing()).changed
        let what = changed.isEmpty ? "no setting has changed" : "in force: \(changed.joined(separator: ", "))"
        try options.show(
            Outcome("The configuration is read anew; \(what).", ["changed": .text(changed.joined(separator: ","))]))
    }
}
