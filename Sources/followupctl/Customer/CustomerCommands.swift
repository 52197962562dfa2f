import ArgumentParser

struct CustomerCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "customer", abstract: "Customers and the statuses they are in.",
        subcommands: [
            CustomerAdd.self, CustomerShow.self, CustomerList.self, CustomerCount.self, CustomerEdit.self,
            CustomerNote.self, CustomerSetStatus.self, CustomerSetDue.self, CustomerAdvance.self, CustomerUndo.self,
            CustomerPause.self, CustomerHistory.self, CustomerExplain.self, CustomerCheck.self,
            CustomerImportCommand.self, CustomerExport.self, CustomerMerge.self, CustomerErase.self,
        ])
}
