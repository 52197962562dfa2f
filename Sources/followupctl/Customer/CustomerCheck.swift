import ArgumentParser
import ControlAPI

struct CustomerCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Tell by the exit status whether some work may be done for a customer.",
        discussion: """
            The exit status is 0 if its status lets that work happen, and 1 if not.

            Example:
              followupctl customer check 1042 --can fill && echo "go on"
            """)

    @Argument(help: "The customer's number.")
    var number: String

    @Option(help: ArgumentHelp("order, fill, assign, or a name of your own.", valueName: "work"))
    var can: String

    @Flag(help: "Say nothing.")
    var quiet = false

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(CustomersMethods.Check.self, .init(number: number, work: can))
        let may = reply.allowed ? "may" : "must not"
        if !quiet {
            try options.show(
                Outcome(
                    "For customer \(number) one \(may) \(can): it is in \(reply.status) (\(reply.statusName)).",
                    [
                        "number": .text(number), "work": .text(can), "allowed": .truth(reply.allowed),
                        "status": .text(reply.status), "allows": .list(reply.allows),
                    ]))
        }
        if !reply.allowed { throw ExitStatus.failed }
    }
}
