import ArgumentParser
import ControlAPI

struct CustomerEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what is known of a customer.",
        discussion: """
            The options name what changes; the rest stays. With --field NAME= a field of your own is removed.

            Examples:
              followupctl customer edit 1042 --owner ben --city Hamburg
              followupctl customer edit 1042 --set birthday=1980-05-17 --set phone=
              followupctl customer edit 1042 --field "Lead quality=A" --add-tag vip --expected-version 7
            """)

    @Argument(help: "The customer's number.")
    var number: String

    @Option(help: "The name.")
    var name: String?

    @OptionGroup(title: "Who and where")
    var details: CustomerDetailOptions

    @Option(
        help: ArgumentHelp(
            "Any field by its name in `customer show --json`; nothing behind = clears it.", valueName: "name=value"))
    var set: [CustomField] = []

    @Option(help: ArgumentHelp("A tag to add; may be repeated.", valueName: "tag"))
    var addTag: [String] = []

    @Option(help: ArgumentHelp("A tag to take away; may be repeated.", valueName: "tag"))
    var removeTag: [String] = []

    @Option(help: ArgumentHelp("Refuse if the customer was changed since that version.", valueName: "version"))
    var expectedVersion: Int?

    @OptionGroup var options: Options

    func run() async throws {
        var fields = details.fields
        fields["name"] = name
        for field in set { fields[field.name] = field.value }
        guard !fields.isEmpty || !details.field.isEmpty || !addTag.isEmpty || !removeTag.isEmpty else {
            throw ValidationError("Name what to change; see --help.")
        }
        let reply = try await options.connect().call(
            CustomersMethods.Update.self,
            .init(
                number: number, fields: fields, customFields: details.customFields, addTags: addTag,
                removeTags: removeTag,
                expectedVersion: expectedVersion))
        try options.show(
            Outcome(
                "Customer \(number) is as you say, at version \(reply.version).",
                ["number": .text(number), "version": .number(Int64(reply.version))]))
    }
}
