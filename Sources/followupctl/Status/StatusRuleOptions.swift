import ArgumentParser

/// What a status asks of the customers who are to enter, and lets happen.
struct StatusRuleOptions: ParsableArguments {
    @Option(help: "What it is for.")
    var description: String?

    @Option(
        help: ArgumentHelp(
            "How long a customer may stay without being overdue, such as \"5 business days\" or \"4 hours\".",
            valueName: "span"))
    var duration: String?

    @Option(help: ArgumentHelp("The work it lets happen, separated by commas.", valueName: "work"))
    var allows: String?

    @Flag(inversion: .prefixedNo, help: "Whether its customers take part in loyalty rewards.")
    var loyalty: Bool?

    @Flag(help: "New customers start here.")
    var initial = false

    @Option(
        help: ArgumentHelp("The statuses that may follow, by code, separated by commas; \"\": any.", valueName: "codes")
    )
    var successors: String?

    @Option(help: ArgumentHelp("What has to be true of a customer who is to enter.", valueName: "search"))
    var entryRule: String?

    @Flag(inversion: .prefixedNo, help: "Whether entering needs a reason.")
    var reasonRequired: Bool?

    @Option(
        help: ArgumentHelp("Whether entering comes with a message: none, recommended or required.", valueName: "which"))
    var messageOnEntry: String?

    @Option(
        help: ArgumentHelp("Whether entering comes with a task: none, recommended or required.", valueName: "which"))
    var taskOnEntry: String?

    var allowsList: [String]? { allows.map(ListArgument.items) }
    var successorsList: [String]? { successors.map(ListArgument.items) }
}
