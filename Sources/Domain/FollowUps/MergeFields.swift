/// What a template or task text can say: `{{customer.name}}`, `{{status.dueOn}}`. Absent values render as nothing and are false in sections.
public struct MergeFields: Hashable, Sendable {
    /// Every field there is, by its path; a template that names another is refused when saved.
    public static let paths: [String] = common + rare

    static let common: [String] = [
        "customer.number", "customer.name", "customer.department", "customer.email", "customer.phone", "customer.city",
        "owner.name", "owner.email", "branch.name", "status.name", "status.code", "status.enteredOn", "status.dueOn",
        "task.subject", "task.dueOn",
    ]

    /// Read only for texts that name them, since a storm reads customers by the thousand.
    static let rare: [String] = [
        "customer.mobile", "customer.website", "customer.street", "customer.postalCode", "customer.country",
        "customer.birthday", "customer.anniversary", "customer.accountType", "customer.leadSource",
    ]

    /// Whether a text may name one of the rare fields, by their last parts, as in a section.
    public static func mayBeRare(in text: String) -> Bool {
        text.contains("{{") && rareNames.contains { text.contains($0) }
    }

    private static let rareNames = rare.compactMap { $0.split(separator: ".").last.map(String.init) }

    /// Path → value, for those that have one.
    public private(set) var values: [String: String]

    public init(_ values: [String: String?]) {
        self.values = values.compactMapValues { $0 }
    }

    public mutating func add(_ more: [String: String?]) {
        values.merge(more.compactMapValues { $0 }) { $1 }
    }
}
