import Domain
import GRDB

extension Store {
    /// The reasons of a status in their order, with the number of stays that have each, of customers whom the actor sees.
    public func reasons(status code: String, for actor: Actor) async throws -> [(reason: StatusReason, used: Int)] {
        try await read { [self] db in
            let status = try catalogForReading(db).status(code: code)
            let seen = actor.visibility.seesCustomer()
            return try status.reasons.map { reason in
                let used = try SQLRequest<Int>(
                    literal: """
                        SELECT count(*) FROM statusPeriod p JOIN customer c ON c.id = p.customerId
                        WHERE p.reasonId = \(reason.id) AND \(seen)
                        """
                ).fetchOne(db)
                return (reason, used ?? 0)
            }
        }
    }

    /// Adds a reason behind the others of its status.
    public func addReason(_ reason: ReasonSpecification, status code: String, by actor: Actor, now: Timestamp)
        async throws
    {
        try await writeCatalog { [zones] db in
            let status = try Catalog(db, zones: zones).status(code: code)
            try ReasonRows.insert(db, reason, statusID: status.id)
            try AuditRows.write(
                db, actor, "add", .reason, "\(status.code)/\(reason.code)", after: ["name": reason.name], now: now)
        }
    }

    public func renameReason(_ handle: String, to name: String, status code: String, by actor: Actor, now: Timestamp)
        async throws
    {
        try await changeReason(handle, status: code, by: actor, "edit", now: now) { db, _, reason in
            try Self.validate(("name", name, .name))
            try db.execute(sql: "UPDATE statusReason SET name = ? WHERE id = ?", arguments: [name, reason.id])
            return (["name": reason.name], ["name": name])
        }
    }

    public func moveReason(_ handle: String, to place: Place, status code: String, by actor: Actor, now: Timestamp)
        async throws
    {
        try await changeReason(handle, status: code, by: actor, "move", now: now) { db, status, reason in
            let ids = place.moving(reason.id, in: status.reasons.map(\.id))
            for (index, id) in ids.enumerated() {
                try db.execute(sql: "UPDATE statusReason SET position = ? WHERE id = ?", arguments: [index + 1, id])
            }
            return (
                ["position": String(reason.position)], ["position": String((ids.firstIndex(of: reason.id) ?? 0) + 1)]
            )
        }
    }

    public func setReason(_ handle: String, retired: Bool, status code: String, by actor: Actor, now: Timestamp)
        async throws
    {
        try await changeReason(handle, status: code, by: actor, retired ? "retire" : "restore", now: now) {
            db, _, reason in
            try db.execute(sql: "UPDATE statusReason SET isRetired = ? WHERE id = ?", arguments: [retired, reason.id])
            return ([:], [:])
        }
    }

    /// Deletes a reason that no stay has.
    public func deleteReason(_ handle: String, status code: String, by actor: Actor, now: Timestamp) async throws {
        try await changeReason(handle, status: code, by: actor, "delete", now: now) { db, _, reason in
            let used =
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM statusPeriod WHERE reasonId = ?", arguments: [reason.id]) ?? 0
            guard used == 0 else {
                throw StoreError(
                    .reasonInUse(code: reason.code, customers: used),
                    "\(used) stays have the reason \(reason.code); retire it instead.")
            }
            try db.execute(sql: "DELETE FROM statusReason WHERE id = ?", arguments: [reason.id])
            return (["name": reason.name], [:])
        }
    }

    private func changeReason(
        _ handle: String, status code: String, by actor: Actor, _ action: String, now: Timestamp,
        _ body:
            @escaping @Sendable (Database, Status, StatusReason) throws -> (
                before: [String: String], after: [String: String]
            )
    ) async throws {
        try await writeCatalog { [zones] db in
            let status = try Catalog(db, zones: zones).status(code: code)
            guard let reason = status.reasons.first(where: { $0.code == handle }) else {
                throw StoreError(
                    .reasonNotFound(status: status.code, code: handle),
                    "Status \(status.code) has no reason \(handle); see `followupctl reason list \(status.code)`.")
            }
            let texts = try body(db, status, reason)
            try EntryRules.settle(db, zones: zones, now: now)
            try AuditRows.write(
                db, actor, action, .reason, "\(status.code)/\(reason.code)", before: texts.before, after: texts.after,
                now: now)
        }
    }
}

/// Reasons as rows.
enum ReasonRows {
    static func insert(_ db: Database, _ reason: ReasonSpecification, statusID: Int64, isRetired: Bool = false) throws {
        try Store.validate(("code", reason.code, .code), ("name", reason.name, .name))
        let isTaken = try Int.fetchOne(
            db, sql: "SELECT 1 FROM statusReason WHERE statusId = ? AND code = ?", arguments: [statusID, reason.code])
        guard isTaken == nil else { throw StoreError.codeTaken("reason", reason.code) }
        try db.execute(
            sql: """
                INSERT INTO statusReason (statusId, code, name, position, isRetired)
                VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM statusReason WHERE statusId = ?), ?)
                """, arguments: [statusID, reason.code, reason.name, statusID, isRetired])
    }
}
