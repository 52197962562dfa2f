/// What a template or task text can name, by its path: `{{customer.name}}`, `{{status.dueOn}}`.
public enum MergeField: String, CaseIterable, Sendable {
    case customerNumber = "customer.number"
    case customerName = "customer.name"
    case customerDepartment = "customer.department"
    case customerEmail = "customer.email"
    case customerPhone = "customer.phone"
    case customerCity = "customer.city"
    case ownerName = "owner.name"
    case ownerEmail = "owner.email"
    case branchName = "branch.name"
    case statusName = "status.name"
    case statusCode = "status.code"
    case statusEnteredOn = "status.enteredOn"
    case statusDueOn = "status.dueOn"
    case taskSubject = "task.subject"
    case taskDueOn = "task.dueOn"
    case customerMobile = "customer.mobile"
    case customerWebsite = "customer.website"
    case customerStreet = "customer.street"
    case customerPostalCode = "customer.postalCode"
    case customerCountry = "customer.country"
    case customerBirthday = "customer.birthday"
    case customerAnniversary = "customer.anniversary"
    case customerAccountType = "customer.accountType"
    case customerLeadSource = "customer.leadSource"

    /// Read only for texts that name them, since a storm reads customers by the thousand.
    public static let rare: [MergeField] = [
        .customerMobile, .customerWebsite, .customerStreet, .customerPostalCode, .customerCountry, .customerBirthday,
        .customerAnniversary, .customerAccountType, .customerLeadSource,
    ]

    /// The part before the point, under which a section finds its fields.
    public static let groups = Set(allCases.compactMap { $0.path.split(separator: ".").first.map(String.init) })

    public var path: String { rawValue }

    /// The part after the point.
    public var name: String { String(path.drop { $0 != "." }.dropFirst()) }

    /// Whether a text may name one of the rare fields, by their last parts, as in a section.
    public static func mayBeRare(in text: String) -> Bool {
        text.contains("{{") && rare.contains { text.contains($0.name) }
    }
}
