import Domain
import GRDB

/// A customer that may be the same as another.
public struct DuplicateCustomer: Hashable, Sendable {
    public let number: String
    public let name: String
    /// "the same email", "the same phone", "the same name and city".
    public let reasons: [String]
}

extension Store {
    /// As many are told as somebody would look through.
    private static let mostDuplicates = 10

    /// Customers whom the actor sees that have the same address, the same telephone, or the same name in the same city.
    static func duplicates(
        _ db: Database, of details: CustomerDetails, excluding id: Int64?, for actor: Actor
    ) throws -> [DuplicateCustomer] {
        let phones = [details.phone, details.mobile].compactMap { $0 }
        var tests: [(reason: String, condition: SQL)] = []
        if let email = details.email { tests.append(("the same email", "c.email = \(email)")) }
        if !phones.isEmpty { tests.append(("the same phone", "(c.phone IN \(phones) OR c.mobile IN \(phones))")) }
        if let city = details.city {
            tests.append(("the same name and city", "(c.name = \(details.name) AND +c.city = \(city))"))
        }
        var found: [(id: Int64, number: String, name: String, reasons: [String])] = []
        for test in tests {
            var page = PageQuery(select: "SELECT c.id, c.number, c.name FROM customer c")
            page.require(test.condition)
            page.require("c.erasedAt IS NULL")
            page.require(seenBy: actor)
            if let id { page.require("c.id <> \(id)") }
            for row in try page.fetch(db, limit: mostDuplicates) {
                let rowID: Int64 = row["id"]
                if let index = found.firstIndex(where: { $0.id == rowID }) {
                    found[index].reasons.append(test.reason)
                } else if found.count < mostDuplicates {
                    found.append((rowID, row["number"], row["name"], [test.reason]))
                }
            }
        }
        return found.map { DuplicateCustomer(number: $0.number, name: $0.name, reasons: $0.reasons) }
    }
}
