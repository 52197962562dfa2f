import Domain
import GRDB

/// Imports that must go in whole or not at all wait here until their last part has come, so that the writer is never held between two calls.
extension Store {
    /// Keeps a part of an import until `takeStagedImport`.
    /// - Returns: the import's identifier, new for the first part.
    public func stageImport(_ text: String, firstLine: Int, into identifier: Int64?, by actor: Actor, now: Timestamp)
        async throws -> Int64
    {
        try await write { db in
            let identifier = try identifier ?? Self.beginImport(db, by: actor, now: now)
            guard
                try Int.fetchOne(
                    db, sql: "SELECT 1 FROM stagedImport WHERE id = ? AND startedBy = ?",
                    arguments: [identifier, actor.name])
                    != nil
            else { throw StoreError(.importNotFound, "That import is not under way; begin it again.") }
            try db.execute(
                sql: "INSERT INTO stagedImportPart (importId, firstLine, text) VALUES (?, ?, ?)",
                arguments: [identifier, firstLine, text])
            return identifier
        }
    }

    /// The parts staged, in order; they are forgotten with this.
    public func takeStagedImport(_ identifier: Int64) async throws -> [(firstLine: Int, text: String)] {
        try await write { db in
            let parts = try Row.fetchAll(
                db, sql: "SELECT firstLine, text FROM stagedImportPart WHERE importId = ? ORDER BY firstLine",
                arguments: [identifier])
            try db.execute(sql: "DELETE FROM stagedImport WHERE id = ?", arguments: [identifier])
            return parts.map { ($0["firstLine"], $0["text"]) }
        }
    }

    /// Drops imports that nobody finished: those of connections that a restart has ended.
    public func forgetStagedImports() async throws {
        try await write { db in try db.execute(sql: "DELETE FROM stagedImport") }
    }

    private static func beginImport(_ db: Database, by actor: Actor, now: Timestamp) throws -> Int64 {
        try db.execute(
            sql: "INSERT INTO stagedImport (startedBy, startedAt) VALUES (?, ?)", arguments: [actor.name, now])
        return db.lastInsertedRowID
    }
}
