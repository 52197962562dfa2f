/// What a template or task text can say of a customer: `{{customer.name}}`, `{{status.dueOn}}`. Absent values render as nothing and are false in sections.
public struct MergeFields: Hashable, Sendable {
    /// Every field there is, by its path; a template that names another is refused when saved.
    public static let paths: [String] = [
        "customer.number", "customer.name", "customer.department", "customer.email", "customer.phone", "customer.city",
        "owner.name", "owner.email", "branch.name", "status.name", "status.code", "status.enteredOn", "status.dueOn",
    ]

    /// Path → value, for those that have one.
    public private(set) var values: [String: String]

    public init(_ values: [String: String?]) {
        self.values = values.compactMapValues { $0 }
    }
}
