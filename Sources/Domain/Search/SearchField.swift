/// What a search rule can speak of, by the name a person writes; any case will do.
public enum SearchField: String, CaseIterable, Sendable {
    case number, name, department, parent, branch, owner, email, phone, mobile, website, street, city, postalCode,
        country
    case accountType, leadSource, tag, allows, status, reason, optOut
    case birthday, anniversary, activated, due, lastPayment, pausedUntil
    case entered, created
    case yearToDateSales, receivableBalance, lifetimeSales
    case daysInStatus
    case overdue, active, loyalty, paused, doNotMarket, doNotCall
    case hasTask = "has task"
    case hasNote = "has note"
    case hasDepartment = "has department"

    public enum Kind: Sendable {
        /// Compared as it stands; `~` looks for a part of it, or for beginnings of words in names.
        case text
        /// The handle of a record: code, number, or name.
        case handle
        /// Several values at once: a rule holds if one of them fits.
        case several
        /// A civil date in the customer's calendar.
        case date
        /// An instant, compared with days of the customer's calendar.
        case instant
        /// A sum with two decimals.
        case amount
        /// A whole number.
        case count
        /// Stands alone, without operator and value.
        case flag
    }

    public var kind: Kind {
        switch self {
        case .number, .name, .department, .email, .phone, .mobile, .website, .street, .city, .postalCode, .country,
            .accountType,
            .leadSource:
            .text
        case .parent, .branch, .owner, .status, .reason: .handle
        case .tag, .allows, .optOut: .several
        case .birthday, .anniversary, .activated, .due, .lastPayment, .pausedUntil: .date
        case .entered, .created: .instant
        case .yearToDateSales, .receivableBalance, .lifetimeSales: .amount
        case .daysInStatus: .count
        case .overdue, .active, .loyalty, .paused, .doNotMarket, .doNotCall, .hasTask, .hasNote, .hasDepartment: .flag
        }
    }

    /// Finds a field by its name in any case; the `has …` flags are two words and found by the parser.
    public init?(anyCase name: String) {
        let lowered = name.lowercased()
        guard let field = Self.allCases.first(where: { $0.rawValue.lowercased() == lowered }) else { return nil }
        self = field
    }
}

/// The subject of a rule: a field of every customer, or a custom one by its name.
public enum SearchSubject: Hashable, Sendable {
    case field(SearchField)
    case custom(String)

    public var kind: SearchField.Kind {
        switch self {
        case .field(let field): field.kind
        case .custom: .text
        }
    }
}

/// How a rule compares.
public enum SearchOperator: String, CaseIterable, Sendable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case contains = "~"
    case isIn = "in"
    case notIn = "not in"
    /// In a branch or any below it.
    case within
    case isSet = "is set"
    case isNotSet = "is not set"
    /// A flag, which stands alone.
    case holds
    /// `overdue by 3 days`.
    case by

    /// Two-valued logic: what is not set is unlike everything, so each of these is the exact opposite of its partner.
    public var opposite: SearchOperator? {
        switch self {
        case .notEqual: .equal
        case .notIn: .isIn
        case .isNotSet: .isSet
        default: nil
        }
    }

    public var comparesOrder: Bool { [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(self) }

    /// Whether rules about this kind of field may use it.
    public func fits(_ subject: SearchSubject) -> Bool {
        switch (self, subject.kind) {
        case (.holds, let kind): kind == .flag
        case (.by, _): subject == .field(.overdue)
        case (_, .flag): false
        case (.equal, _), (.notEqual, _), (.isSet, _), (.isNotSet, _): true
        case (.isIn, _), (.notIn, _): true
        case (.contains, let kind): kind == .text || kind == .several
        case (.within, _): subject == .field(.branch)
        case (_, let kind): kind != .handle && kind != .several
        }
    }
}
