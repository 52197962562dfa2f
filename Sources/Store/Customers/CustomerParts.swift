import Domain
import GRDB

/// What customers have several of, read for many at once.
struct CustomerParts {
    private(set) var tags: [Int64: Set<String>] = [:]
    private(set) var customFields: [Int64: [String: String]] = [:]

    init(_ db: Database, customerIDs: [Int64]) throws {
        let ids = "[\(customerIDs.map(String.init).joined(separator: ","))]"
        for row in try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT t.customerId, t.tag FROM json_each(?) ids JOIN customerTag t ON t.customerId = ids.value"),
            arguments: [ids])
        {
            tags[row["customerId"], default: []].insert(row["tag"])
        }
        for row in try Row.fetchAll(
            db.cachedStatement(
                sql:
                    "SELECT f.customerId, f.name, f.value FROM json_each(?) ids JOIN customField f ON f.customerId = ids.value"
            ),
            arguments: [ids])
        {
            customFields[row["customerId"], default: [:]][row["name"]] = row["value"]
        }
    }
}
