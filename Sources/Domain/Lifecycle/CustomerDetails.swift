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
    /// A telephone that takes text messages.
    public var mobile: String?
    public var website: String?
    public var street: String?
    public var city: String?
    public var postalCode: String?
    public var country: String?
    public var accountType: String?
    public var leadSource: String?
    public var birthday: CivilDate?
    public var anniversary: CivilDate?
    public var contact: ContactWishes
    public var figures: CustomerFigures
    public var tags: Set<String>
    public var customFields: [String: String]

    public init(
        name: String, department: String? = nil, parent: String? = nil, branch: String? = nil, owner: String? = nil,
        email: String? = nil, phone: String? = nil, mobile: String? = nil, website: String? = nil,
        street: String? = nil,
        city: String? = nil, postalCode: String? = nil, country: String? = nil, accountType: String? = nil,
        leadSource: String? = nil, birthday: CivilDate? = nil, anniversary: CivilDate? = nil,
        contact: ContactWishes = ContactWishes(), figures: CustomerFigures = CustomerFigures(), tags: Set<String> = [],
        customFields: [String: String] = [:]
    ) {
        self.name = name
        self.department = department
        self.parent = parent
        self.branch = branch
        self.owner = owner
        self.email = email
        self.phone = phone
        self.mobile = mobile
        self.website = website
        self.street = street
        self.city = city
        self.postalCode = postalCode
        self.country = country
        self.accountType = accountType
        self.leadSource = leadSource
        self.birthday = birthday
        self.anniversary = anniversary
        self.contact = contact
        self.figures = figures
        self.tags = tags
        self.customFields = customFields
    }
}

/// What a customer does not want to get; `ContactRules` says which wish comes first.
public struct ContactWishes: Hashable, Sendable {
    public var doNotMarket: Bool
    public var doNotCall: Bool
    /// Channels the customer has opted out of: email, sms, letter.
    public var optOuts: Set<Channel>

    public init(doNotMarket: Bool = false, doNotCall: Bool = false, optOuts: Set<Channel> = []) {
        self.doNotMarket = doNotMarket
        self.doNotCall = doNotCall
        self.optOuts = optOuts
    }

    /// Channels that can be opted out of; a webhook speaks to no person.
    public static let channels: [Channel] = [.email, .sms, .letter]
}

/// The snapshot that other systems feed in; followupd only keeps and searches it.
public struct CustomerFigures: Hashable, Sendable {
    public var lastPaymentOn: CivilDate?
    public var yearToDateSales: Amount?
    public var receivableBalance: Amount?
    public var lifetimeSales: Amount?

    public init(
        lastPaymentOn: CivilDate? = nil, yearToDateSales: Amount? = nil, receivableBalance: Amount? = nil,
        lifetimeSales: Amount? = nil
    ) {
        self.lastPaymentOn = lastPaymentOn
        self.yearToDateSales = yearToDateSales
        self.receivableBalance = receivableBalance
        self.lifetimeSales = lifetimeSales
    }
}
