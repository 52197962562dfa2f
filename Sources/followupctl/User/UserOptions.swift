import ArgumentParser

/// What is said of a user beside code and name.
struct UserOptions: ParsableArguments {
    @Option(help: "Mail address, for messages to staff.")
    var email: String?

    @Option(help: ArgumentHelp("The Unix account whose processes call as this user.", valueName: "name"))
    var account: String?

    @Option(help: "viewer, agent, manager or administrator.")
    var role: String?

    @Flag(inversion: .prefixedNo, help: "A trusted service account, which may act as other users.")
    var mayAssume: Bool?

    @Flag(inversion: .prefixedNo, help: "Mail him each task that becomes his.")
    var notices: Bool?
}
