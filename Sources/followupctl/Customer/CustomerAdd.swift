import ArgumentParser
import ControlAPI
import Domain
import Glibc

struct CustomerAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a customer.",
        discussion: """
            It starts in the initial status unless --status names another, and its follow-ups are planned at once. What the status asks \
            of those who enter, an entry rule or a reason, it asks here too. A customer that seems to be there already is told of.

            Examples:
              followupctl customer add "Quandt Logistik" --owner ana
              followupctl customer add "Seebad Hotel" --number 9001 --status P \\
                  --entered 2026-11-16 --field industry=Hospitality
            """)

    @Argument(help: "The customer's name.")
    var name: String

    @Option(help: "The number to know it by; the daemon gives one otherwise.")
    var number: String?

    @Option(help: "Code or name of its status; the initial one otherwise.")
    var status: String?

    @OptionGroup(title: "Who and where")
    var details: CustomerDetailOptions

    @Option(
        help: ArgumentHelp(
            "When it entered the status, as a date or as RFC 3339; now otherwise.", valueName: "instant"))
    var entered: InstantArgument?

    @Option(help: ArgumentHelp("A due date in place of the one that the status gives.", valueName: "date"))
    var due: CivilDate?

    @Option(help: ArgumentHelp("Code or name of a reason of the status.", valueName: "reason"))
    var reason: String?

    @Option(help: "Why it is in its status, in your words.")
    var note: String?

    @Option(help: ArgumentHelp("A tag; may be repeated.", valueName: "tag"))
    var tag: [String] = []

    @Flag(help: "It wants no marketing.")
    var doNotMarket = false

    @Flag(help: "It wants no calls.")
    var doNotCall = false

    @Flag(help: "Refuse it if it seems to be there already: the same mail address, telephone, or name and city.")
    var noDuplicates = false

    @Option(help: ArgumentHelp("Which follow-ups that lie in the past are made up for.", valueName: "which"))
    var backfill: BackfillChoice?

    @OptionGroup var options: Options

    func run() async throws {
        let fields = details.customFields
        let reply = try await options.connect().call(
            CustomersMethods.Add.self,
            .init(
                number: number, name: name, department: details.department, parent: details.parent,
                branch: details.branch,
                owner: details.owner, email: details.email, phone: details.phone, mobile: details.mobile,
                website: details.website, street: details.street, city: details.city, postalCode: details.postalCode,
                country: details.country, accountType: details.accountType, leadSource: details.leadSource,
                birthday: details.birthday?.description, anniversary: details.anniversary?.description,
                doNotMarket: doNotMarket ? true : nil, doNotCall: doNotCall ? true : nil, tags: tag.isEmpty ? nil : tag,
                customFields: fields.isEmpty ? nil : fields, status: status, reason: reason,
                enteredAt: entered?.milliseconds,
                dueOn: due?.description, note: note, backfill: backfill?.rawValue,
                refuseDuplicates: noDuplicates ? true : nil))
        try options.show(Outcome("Customer \(reply.number) is added.", ["number": .text(reply.number)]))
        for duplicate in reply.duplicates {
            let warning =
                "followupctl: Customer \(duplicate.number) (\(duplicate.name)) has \(duplicate.reasons.joined(separator: " and ")); "
                + "if it is the same, `followupctl customer merge \(reply.number) --into \(duplicate.number)`.\n"
            try Output(STDERR_FILENO).writeAndFlush(SafeText.escape(warning.dropLast().description) + "\n")
        }
    }
}
