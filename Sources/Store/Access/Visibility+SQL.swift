import Domain
import GRDB

/// The one place where what somebody may see becomes SQL. Whoever sees everything costs nothing.
extension Visibility {
    /// A condition on a customer `c` and its open period `p`; nil if everything is seen.
    func condition(customer: String = "c", period: String = "p") -> SQL? {
        var parts: [SQL] = []
        if let branches {
            parts.append("\(sql: customer).branchId IN (SELECT value FROM json_each(\(Self.json(branches))))")
        }
        if let statusesSeen {
            parts.append("\(sql: period).statusId IN (SELECT value FROM json_each(\(Self.json(statusesSeen))))")
        }
        return parts.isEmpty ? nil : "(\(parts.joined(operator: .and)))"
    }

    /// A condition on a customer `c` where its open period is not at hand.
    func conditionOnCustomer(_ customer: String = "c") -> SQL? {
        condition(customer: customer, period: "seen").map { condition in
            """
            EXISTS (SELECT 1 FROM statusPeriod seen WHERE seen.customerId = \(sql: customer).id AND seen.leftAt IS NULL AND \(condition))
            """
        }
    }

    /// `condition`, or what is always true. No `??` with a literal: beside SQL it means IFNULL, which would let through what is unknown.
    func sees() -> SQL {
        if let condition = condition() { condition } else { "1" }
    }

    /// `conditionOnCustomer`, or what is always true.
    func seesCustomer(_ customer: String = "c") -> SQL {
        if let condition = conditionOnCustomer(customer) { condition } else { "1" }
    }

    private static func json(_ ids: Set<Int64>) -> String {
        "[\(ids.sorted().map(String.init).joined(separator: ","))]"
    }
}

extension PageQuery {
    /// Leaves out the rows of customers whom the actor does not see.
    mutating func require(seenBy actor: Actor, customer: String = "c") {
        if let condition = actor.visibility.conditionOnCustomer(customer) { require(condition) }
    }
}
