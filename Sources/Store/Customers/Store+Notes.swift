import Domain
import GRDB

/// What somebody wrote about a customer.
public struct NoteRecord: Hashable, Sendable {
    public let id: Int64
    public let at: Timestamp
    public let by: String
    public let text: String
}

extension Store {
    /// Adds a note to the customer's log.
    /// - Returns: its id.
    @discardableResult
    public func addNote(number: String, text: String, by actor: Actor, now: Timestamp) async throws -> Int64 {
        try await write { db in
            let customer = try Self.find(db, number: number, actor: actor)
            guard !text.allSatisfy(\.isWhitespace) else { throw StoreError.invalid("text", "is empty") }
            try Self.validate(("text", text, .body))
            try db.execute(
                sql: "INSERT INTO note (customerId, at, by, text) VALUES (?, ?, ?, ?)",
                arguments: [customer.id, now, actor.name, text])
            let id = db.lastInsertedRowID
            try AuditRows.write(
                db, actor, "note", .customer, customer.number, customerID: customer.id, after: ["note": text], now: now)
            return id
        }
    }

    /// The last notes of a customer, oldest first.
    public func notes(number: String, for actor: Actor) async throws -> [NoteRecord] {
        try await read { db in
            let id = try Self.requiredCustomerID(db, number: number, actor: actor)
            let rows = try LastRows.rows(
                db, newestFirst: "SELECT id, at, by, text FROM note WHERE customerId = ? ORDER BY id DESC", of: id)
            return rows.map { NoteRecord(id: $0["id"], at: $0["at"], by: $0["by"], text: $0["text"]) }
        }
    }
}
