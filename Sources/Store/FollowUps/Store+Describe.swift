import Domain
import GRDB

/// What a decision made, in words.
public struct DescribedDecision: Hashable, Sendable {
    public enum Product: Hashable, Sendable {
        case task(TaskType)
        case message
        case move
    }

    /// nil: nothing.
    public let product: Product?
    /// Whose task it is, or to whom the message goes; the status of a move.
    public let whom: String
    public let subject: String
    public let zone: ZoneRules
}

extension Store {
    /// What each decision made.
    public func describe(_ decisions: [FollowUpDecision]) async throws -> [DescribedDecision] {
        guard !decisions.isEmpty else { return [] }
        return try await read { [self] db in
            let catalog = try catalogForReading(db)
            return try decisions.map { try Self.describe(db, $0, catalog: catalog) }
        }
    }

    private static func describe(
        _ db: Database, _ decision: FollowUpDecision, catalog: Catalog
    ) throws -> DescribedDecision {
        let branch = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT branchId FROM customer WHERE number = ?"),
            arguments: [decision.customerNumber])
        let zone = catalog.calendar(ofBranch: branch?["branchId"]).zone
        func described(_ product: DescribedDecision.Product?, _ whom: String, _ subject: String) -> DescribedDecision {
            DescribedDecision(product: product, whom: whom, subject: subject, zone: zone)
        }
        if let id = decision.taskID,
            let row = try Row.fetchOne(db.cachedStatement(sql: "\(TaskRecord.select) WHERE t.id = ?"), arguments: [id])
        {
            let task = TaskRecord(row)
            return described(
                .task(task.type), task.assignee ?? task.team.map { "team:\($0)" } ?? "nobody", task.subject)
        }
        if let id = decision.messageID,
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "\(MessageRecord.select) WHERE m.id = ?"), arguments: [id])
        {
            let message = MessageRecord(row)
            return described(.message, "\(message.recipient) by \(message.channel.rawValue)", message.subject)
        }
        let trigger = try? catalog.trigger(code: decision.trigger)
        if decision.state == .fired, case .move(let action)? = trigger?.specification.action {
            return described(.move, action.status, trigger?.specification.name ?? "")
        }
        return described(nil, "", trigger?.specification.name ?? "")
    }
}
