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
                    db, sql: "SELECT terms FROM stagedImport WHERE id = ? AND startedBy = ? AND isClaimed = 0",
                    arguments: [identifier, actor.name])
            else { throw Self.importNotFound }
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

    /// Takes an import whose last part has come: nobody adds to it any more, takes it again, or gives it up for another.
    /// - Returns: how many parts it has.
    /// - Throws: `StoreError` `importNotFound`.
    public func claimStagedImport(_ identifier: Int64, by actor: Actor) async throws -> Int {
        try await write { db in
            try db.execute(
                sql: "UPDATE stagedImport SET isClaimed = 1 WHERE id = ? AND startedBy = ? AND isClaimed = 0",
                arguments: [identifier, actor.name])
            guard db.changesCount == 1 else { throw Self.importNotFound }
            return try Int.fetchOne(
                db, sql: "SELECT count(*) FROM stagedImportPart WHERE importId = ?", arguments: [identifier]) ?? 0
        }
    }

    /// The part that begins on the first line after another, of an import that is claimed. One at a time, since together they are large.
    /// - Throws: `StoreError` `importNotFound` if it is not there any more.
    public func stagedPart(
        of identifier: Int64, after line: Int
    ) async throws -> (firstLine: Int, text: String) {
        try await read { db in
            guard
                let row = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT firstLine, text FROM stagedImportPart WHERE importId = ? AND firstLine > ?
                        ORDER BY firstLine LIMIT 1
                        """, arguments: [identifier, line])
            else { throw Self.importNotFound }
            return (row["firstLine"], row["text"])
        }
    }

    private static let importNotFound = StoreError(
        .importNotFound, "That import is not under way any more; begin it again.")

    /// Forgets the parts.
    /// - Throws: `StoreError` `importNotFound` if they were forgotten before, as by an erasure, which must not be undone by what they hold.
    public func endStagedImport(_ identifier: Int64) async throws {
        try await write { db in
            try db.execute(sql: "DELETE FROM stagedImport WHERE id = ?", arguments: [identifier])
            guard db.changesCount == 1 else { throw Self.importNotFound }
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
                DELETE FROM stagedImport WHERE startedBy = ?1 AND isClaimed = 0 AND id NOT IN
                    (SELECT id FROM stagedImport WHERE startedBy = ?1 AND isClaimed = 0 ORDER BY id DESC LIMIT \(mostUnderWay))
                """, arguments: [actor.name])
        return identifier
    }
}
