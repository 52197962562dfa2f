import Domain
import GRDB

/// Imports that must go in whole or not at all wait here until their last part has come, so that the writer is never held between two calls.
extension Store {
    /// A part is a call's, but smaller; together they bound what somebody can make the daemon keep.
    private static let mostBytesAPart = 1 << 20
    private static let mostParts = 256
    private static let mostUnderWay = 3

    /// Keeps a part of an import until `endStagedImport`.
    /// - Parameters:
    ///   - terms: What all parts of it have in common, such as their columns.
    ///   - identifier: Of the import that it goes on with; nil begins one.
    /// - Returns: the import's identifier, new for the first part.
    /// - Throws: `StoreError` `importNotFound`, or `invalid` if there is too much of it, or its terms are not those of the first part.
    public func stageImport(
        _ text: String, firstLine: Int, terms: String, into identifier: Int64?, by actor: Actor, now: Timestamp
    ) async throws -> Int64 {
        guard text.utf8.count <= Self.mostBytesAPart else {
            throw StoreError.invalid("csv", "has more than a mebibyte in one part; send it in smaller ones")
        }
        return try await write { db in
            let identifier = try identifier ?? Self.beginImport(db, terms: terms, by: actor, now: now)
            guard
                let begun = try String.fetchOne(
                    db, sql: "SELECT terms FROM stagedImport WHERE id = ? AND startedBy = ?",
                    arguments: [identifier, actor.name])
            else { throw StoreError(.importNotFound, "That import is not under way; begin it again.") }
            guard begun == terms else {
                throw StoreError.invalid(
                    "importId", "is an import that began with another header or other options; repeat those")
            }
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

    /// The part that begins on the first line after another; nil if there is none. One at a time, since together they are large.
    public func stagedPart(
        of identifier: Int64, after line: Int
    ) async throws -> (firstLine: Int, text: String)? {
        try await read { db in
            try Row.fetchOne(
                db,
                sql:
                    "SELECT firstLine, text FROM stagedImportPart WHERE importId = ? AND firstLine > ? ORDER BY firstLine",
                arguments: [identifier, line]
            ).map { ($0["firstLine"], $0["text"]) }
        }
    }

    /// Forgets the parts.
    public func endStagedImport(_ identifier: Int64) async throws {
        try await write { db in
            try db.execute(sql: "DELETE FROM stagedImport WHERE id = ?", arguments: [identifier])
        }
    }

    /// Drops imports that nobody finished: those of connections that a restart has ended.
    public func forgetStagedImports() async throws {
        try await write { db in try db.execute(sql: "DELETE FROM stagedImport") }
    }

    private static func beginImport(
        _ db: Database, terms: String, by actor: Actor, now: Timestamp
    ) throws -> Int64 {
        try db.execute(
            sql: "INSERT INTO stagedImport (startedBy, startedAt, terms) VALUES (?, ?, ?)",
            arguments: [actor.name, now, terms])
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
