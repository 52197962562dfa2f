import Domain
import GRDB

/// Imports that must go in whole or not at all wait here until their last part has come, so that the writer is never held between two calls.
extension Store {
    /// A part is a call's, but smaller; together they bound what somebody can make the daemon keep.
    private static let mostBytesAPart = 1 << 20
    private static let mostParts = 256
    private static let mostUnderWay = 3

    /// Keeps a part of an import until `takeStagedImport`.
    /// - Returns: the import's identifier, new for the first part.
    public func stageImport(_ text: String, firstLine: Int, into identifier: Int64?, by actor: Actor, now: Timestamp)
        async throws -> Int64
    {
        guard text.utf8.count <= Self.mostBytesAPart else {
            throw StoreError.invalid("csv", "has more than a mebibyte in one part; send it in smaller ones")
        }
        return try await write { db in
            let identifier = try identifier ?? Self.beginImport(db, by: actor, now: now)
            guard
                try Int.fetchOne(
                    db, sql: "SELECT 1 FROM stagedImport WHERE id = ? AND startedBy = ?",
                    arguments: [identifier, actor.name])
                    != nil
            else { throw StoreError(.importNotFound, "That import is not under way; begin it again.") }
            let parts = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM stagedImportPart WHERE importId = ?", arguments: [identifier])
            guard parts ?? 0 < Self.mostParts else {
                throw StoreError.invalid(
                    "csv", "is too long to take all or none; import it in parts, or with bad rows left out")
            }
            try db.execute(
                sql: "INSERT INTO stagedImportPart (importId, firstLine, text) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                arguments: [identifier, firstLine, text])
            guard db.changesCount == 1 else {
                throw StoreError.invalid(
                    "firstLine",
                    "is \(firstLine), on which another part of the import begins; each has lines of its own")
            }
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
        let identifier = db.lastInsertedRowID
        // Some at a time, for a person has more than one window; who begins yet another has given up the oldest.
        try db.execute(
            sql: """
                DELETE FROM stagedImport WHERE startedBy = ?1 AND id NOT IN
                    (SELECT id FROM stagedImport WHERE startedBy = ?1 ORDER BY id DESC LIMIT \(mostUnderWay))
                """, arguments: [actor.name])
        return identifier
    }
}
