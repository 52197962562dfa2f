import ArgumentParser

/// The texts of a template, given or in files.
struct TemplateTextOptions: ParsableArguments {
    @Option(help: "service or marketing; customers who want no marketing get none.")
    var purpose: String?

    @Option(help: "The text.")
    var text: String?

    @Option(
        help: ArgumentHelp("The file with the text; - for the standard input.", valueName: "file"), completion: .file())
    var textFile: String?

    @Option(help: ArgumentHelp("The file with a mail's HTML part.", valueName: "file"), completion: .file())
    var htmlFile: String?

    func validate() throws {
        guard text == nil || textFile == nil else {
            throw ValidationError("A template has one text; give either --text-file or --text.")
        }
    }

    func body() throws -> String? { try textFile.map { try InputFile(path: $0).text() } ?? text }

    func html() throws -> String? { try htmlFile.map { $0.isEmpty ? "" : try InputFile(path: $0).text() } }
}
