import ArgumentParser

struct TemplateCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Texts of mails, with merge fields.",
        subcommands: [
            TemplateList.self, TemplateShow.self, TemplateAdd.self, TemplatePreview.self,
        ])
}
