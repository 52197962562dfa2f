import ArgumentParser

struct CustomerCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customer", abstract: "Customers and the statuses they are in.",
        subcommands: [
            CustomerAdd.self, CustomerShow.self, CustomerList.self, CustomerCount.self,
            CustomerSetStatus.self, CustomerSetDue.self, CustomerAdvance.self, CustomerHistory.self,
            CustomerExplain.self, CustomerImportCommand.self,
        ])
}
