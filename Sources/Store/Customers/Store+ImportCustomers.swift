import Domain
import GRDB

/// One row of an import: where it stood, and what it says, or why it cannot be read.
public struct ImportRow: Sendable {
    /// Line of the file on which the row begins, counted from 1.
    public let line: Int
    public let content: Result<CustomerDraft, ImportRowError>

    public init(line: Int, content: Result<CustomerDraft, ImportRowError>) {
        self.line = line
        self.content = content
    }
}

/// Why a row was not taken, in one sentence.
public struct ImportRowError: Error, Hashable, Sendable {
    public let reason: String

    public init(reason: String) { self.reason = reason }
}

/// What an import did, or would do.
public struct ImportSummary: Sendable {
    public var added = 0
    public var plan = PlanCounts()
    public var refused: [(line: Int, reason: String)] = []

    public init() {}
}

/// What an import does with its rows.
public enum ImportMode: String, CaseIterable, Sendable {
    /// Good rows go in, bad ones are reported.
    case each
    /// All or nothing.
    case atomic
    /// Nothing goes in; the report says what would.
    case dryRun = "dry_run"
}

extension Store {
    /// Adds the rows in one transaction. With `each`, a bad row leaves no trace and does not stop the others.
    public func importCustomers(
        _ rows: [ImportRow], mode: ImportMode, backfill: Backfill, by user: String, now: Timestamp
    ) async throws -> ImportSummary {
        try await write { [self] db in
            var summary = ImportSummary()
            try db.inSavepoint {
                for row in rows { try importRow(db, row, backfill: backfill, by: user, now: now, into: &summary) }
                switch mode {
                case .each: return .commit
                case .atomic: return summary.refused.isEmpty ? .commit : .rollback
                case .dryRun: return .rollback
                }
            }
            if mode == .atomic, !summary.refused.isEmpty {
                summary.added = 0
                summary.plan = PlanCounts()
            }
            return summary
        }
    }

    private func importRow(
        _ db: Database, _ row: ImportRow, backfill: Backfill, by user: String, now: Timestamp,
        into summary: inout ImportSummary
    ) throws {
        do {
            let draft = try row.content.get()
            let objections = draft.objections()
            guard objections.isEmpty else { throw ImportRowError(reason: objections.joined(separator: "; ")) }
            var plan = PlanCounts()
            try db.inSavepoint {
                plan = try insertCustomer(db, draft, by: user, now: now, backfill: backfill).plan
                return .commit
            }
            summary.added += 1
            summary.plan.firesNow += plan.firesNow
            summary.plan.firesLater += plan.firesLater
            summary.plan.skipped += plan.skipped
        } catch let error as ImportRowError {
            summary.refused.append((row.line, error.reason))
        } catch let error as StoreError {
            summary.refused.append((row.line, error.message))
        }
    }

    // MARK: Staging, so that all-or-nothing never holds the writer between two calls

    /// Keeps a part of an import until `takeStagedImport`.
    /// - Returns: the import's identifier, new for the first part.
    public func stageImport(_ text: String, firstLine: Int, into identifier: Int64?, by user: String, now: Timestamp)
        async throws -> Int64
    {
        try await write { db in
            let identifier = try identifier ?? Self.beginImport(db, by: user, now: now)
            guard
                try Int.fetchOne(
                    db, sql: "SELECT 1 FROM stagedImport WHERE id = ? AND startedBy = ?", arguments: [identifier, user])
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

    private static func beginImport(_ db: Database, by user: String, now: Timestamp) throws -> Int64 {
        try db.execute(sql: "INSERT INTO stagedImport (startedBy, startedAt) VALUES (?, ?)", arguments: [user, now])
        return db.lastInsertedRowID
    }
}
