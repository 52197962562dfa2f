/// What is known of a customer beside number and status. Other records are named by the handles a person uses.
public struct CustomerDetails: Hashable, Sendable {
    public var name: String
    public var department: String?
    /// Number of the customer this one is a department of.
    public var parent: String?
    /// Code of the branch.
    public var branch: String?
    /// Code of the user it is assigned to.
    public var owner: String?
    public var email: String?
    public var phone: String?
    public var website: String?
    public var street: String?
    public var city: String?
    public var postalCode: String?
    public var country: String?
    public var accountType: String?
    public var leadSource: String?
    public var customFields: [String: String]

    public init(
        name: String, department: String? = nil, parent: String? = nil, branch: String? = nil, owner: String? = nil,
        email: String? = nil, phone: String? = nil, website: String? = nil, street: String? = nil, city: String? = nil,
        postalCode: String? = nil, country: String? = nil, accountType: String? = nil, leadSource: String? = nil,
        customFields: [String: String] = [:]
    ) {
        self.name = name
        self.department = department
        self.parent = parent
        self.branch = branch
        self.owner = owner
        self.email = email
        self.phone = phone
        self.website = website
        self.street = street
        self.city = city
        self.postalCode = postalCode
        self.country = country
        self.accountType = accountType
        self.leadSource = leadSource
        self.customFields = customFields
    }
}
