import ArgumentParser
import ControlAPI
import Glibc

struct CustomerImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Add customers from a CSV file, or change them.",
        discussion: """
            The file is CSV (RFC 4180) in UTF-8; its first line names the columns, as the wire has them: name, number, \
            department, parent, branch, owner, email, phone, mobile, website, street, city, postalCode, country, accountType, \
            leadSource, birthday, anniversary, doNotMarket, doNotCall, optOuts, lastPaymentOn, yearToDateSales, \
            receivableBalance, lifetimeSales, tags, status, reason, enteredAt, dueOn, note. Only name is needed. custom.NAME is a \
            field of your own; so are other columns, unless --strict. What `customer export` writes is read with its history. Bad rows are named on stderr as FILE:LINE: reason, and make the exit status 1.

            Examples:
              followupctl customer import customers.csv --dry-run
              followupctl customer import customers.csv --backfill future
              generate | followupctl customer import - --atomic
            """)

    @Argument(help: "The file; - for the standard input.", completion: .file(extensions: ["csv"]))
    var file: String

    @Flag(exclusivity: .exclusive)
    var mode = ImportMode.each

    @Option(
        help: ArgumentHelp(
            "Which follow-ups that lie in the past are made up for: staff (the default), all, future or none.",
            valueName: "which"))
    var backfill: BackfillChoice?

    @Flag(help: "A row whose number is known changes that customer: every column of the file, an empty cell clears.")
    var update = false

    @Flag(help: "Refuse columns that the daemon does not know.")
    var strict = false

    @OptionGroup var options: Options

    func run() async throws {
        let input = try InputFile(path: file)
        let progress = ImportProgress(file: input.name, size: input.size, errors: Output(STDERR_FILENO))
        let work = CustomerImport(
            input, to: try await options.connect(), mode: mode, backfill: backfill, isStrict: strict, updates: update,
            progress: progress)
        let summary = try await work.run()
        try options.show(summary.outcome(of: input.name, mode))
        if summary.refused > 0 { throw ExitStatus.failed }
    }
}
