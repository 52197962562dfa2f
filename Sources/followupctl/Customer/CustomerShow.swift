import ArgumentParser
import ControlAPI

struct CustomerShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one customer with everything it has.",
        discussion: """
            Examples:
              followupctl customer show 1042
              followupctl customer show 1042 --json
            """)

    @Argument(help: "The customer's number.")
    var number: String

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(CustomersMethods.Get.self, .init(number: number))
        try options.show(reply.customer)
    }
}
