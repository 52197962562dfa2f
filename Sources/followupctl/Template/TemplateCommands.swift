import ArgumentParser

struct TemplateCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Texts of messages, with merge fields.",
        subcommands: [
            TemplateList.self, TemplateShow.self, TemplateAdd.self, TemplateEdit.self, TemplateRetire.self,
            TemplatePreview.self,
        ])
}
