import Domain
import GRDB

/// Customers as rows: writing and reading what is known of them.
enum CustomerRows {
    private static let toInsert = RowsToInsert(
        into: "customer",
        columns: [
            "number", "name", "department", "parentId", "branchId", "ownerId", "email", "phone", "mobile", "website",
            "street", "city", "postalCode", "country", "accountType", "leadSource", "birthday", "anniversary",
            "doNotMarket", "doNotCall", "optOutEmail", "optOutSms", "optOutLetter", "lastPaymentOn", "yearToDateSales",
            "receivableBalance", "lifetimeSales", "version", "createdAt",
        ])

    static func insert(
        _ db: Database, number: String, _ details: CustomerDetails, _ places: CustomerPlaces, createdAt: Timestamp
    ) throws -> Int64 {
        try insert(db, [(number, details, places, createdAt)])[0]
    }

    static func insert(
        _ db: Database,
        _ customers: [(number: String, details: CustomerDetails, places: CustomerPlaces, createdAt: Timestamp)]
    ) throws -> [Int64] {
        var rows = toInsert
        for (number, details, places, createdAt) in customers {
            let details = try OptOutRows.applied(db, to: details)
            let contact = details.contact
            let figures = details.figures
            rows.append(
                RowsToInsert.values(
                    number, details.name, details.department, places.parentID, places.branchID, places.ownerID,
                    details.email, details.phone, details.mobile, details.website, details.street, details.city,
                    details.postalCode, details.country, details.accountType, details.leadSource, details.birthday,
                    details.anniversary, contact.doNotMarket, contact.doNotCall, contact.optOuts.contains(.email),
                    contact.optOuts.contains(.sms), contact.optOuts.contains(.letter), figures.lastPaymentOn,
                    figures.yearToDateSales, figures.receivableBalance, figures.lifetimeSales, 1, createdAt))
        }
        let ids = try rows.write(db)
        for (id, customer) in zip(ids, customers) { try insertParts(db, customerID: id, customer.details) }
        return ids
    }

    static func update(_ db: Database, id: Int64, _ details: CustomerDetails, _ places: CustomerPlaces) throws {
        let figures = details.figures
        try db.cachedStatement(
            sql: """
                UPDATE customer SET name = ?, department = ?, parentId = ?, branchId = ?, ownerId = ?, email = ?, phone = ?, mobile = ?,
                    website = ?, street = ?, city = ?, postalCode = ?, country = ?, accountType = ?, leadSource = ?, birthday = ?,
                    anniversary = ?, doNotMarket = ?, doNotCall = ?, optOutEmail = ?, optOutSms = ?, optOutLetter = ?,
                    lastPaymentOn = ?, yearToDateSales = ?, receivableBalance = ?, lifetimeSales = ?
                WHERE id = ?
                """
        ).execute(
            arguments: [
                details.name, details.department, places.parentID, places.branchID, places.ownerID, details.email,
                details.phone,
                details.mobile, details.website, details.street, details.city, details.postalCode, details.country,
                details.accountType, details.leadSource, details.birthday, details.anniversary,
            ] + wishes(details.contact) + [
                figures.lastPaymentOn, figures.yearToDateSales, figures.receivableBalance, figures.lifetimeSales, id,
            ])
        try db.cachedStatement(sql: "DELETE FROM customField WHERE customerId = ?").execute(arguments: [id])
        try db.cachedStatement(sql: "DELETE FROM customerTag WHERE customerId = ?").execute(arguments: [id])
        try insertParts(db, customerID: id, details)
    }

    private static func wishes(_ contact: ContactWishes) -> StatementArguments {
        StatementArguments(
            [contact.doNotMarket, contact.doNotCall] + ContactWishes.channels.map(contact.optOuts.contains))
    }

    private static func insertParts(_ db: Database, customerID: Int64, _ details: CustomerDetails) throws {
        for (name, value) in details.customFields {
            try db.cachedStatement(sql: "INSERT INTO customField (customerId, name, value) VALUES (?, ?, ?)")
                .execute(arguments: [customerID, name, value])
        }
        for tag in details.tags {
            try db.cachedStatement(sql: "INSERT INTO customerTag (customerId, tag) VALUES (?, ?)")
                .execute(arguments: [customerID, tag])
        }
    }

    /// - Parameter row: of `customer`, with `parentNumber`, `branchCode` and `ownerCode`.
    static func details(_ row: Row, _ db: Database) throws -> CustomerDetails {
        details(row, try CustomerParts(db, customerIDs: [row["id"]]))
    }

    static func details(_ row: Row, _ parts: CustomerParts) -> CustomerDetails {
        let id: Int64 = row["id"]
        var optOuts: Set<Channel> = []
        if row["optOutEmail"] { optOuts.insert(.email) }
        if row["optOutSms"] { optOuts.insert(.sms) }
        if row["optOutLetter"] { optOuts.insert(.letter) }
        return CustomerDetails(
            name: row["name"], department: row["department"], parent: row["parentNumber"], branch: row["branchCode"],
            owner: row["ownerCode"], email: row["email"], phone: row["phone"], mobile: row["mobile"],
            website: row["website"],
            street: row["street"], city: row["city"], postalCode: row["postalCode"], country: row["country"],
            accountType: row["accountType"], leadSource: row["leadSource"], birthday: row["birthday"],
            anniversary: row["anniversary"],
            contact: ContactWishes(doNotMarket: row["doNotMarket"], doNotCall: row["doNotCall"], optOuts: optOuts),
            figures: CustomerFigures(
                lastPaymentOn: row["lastPaymentOn"], yearToDateSales: row["yearToDateSales"],
                receivableBalance: row["receivableBalance"], lifetimeSales: row["lifetimeSales"]),
            tags: parts.tags[id] ?? [], customFields: parts.customFields[id] ?? [:])
    }
}
