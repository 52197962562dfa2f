import Domain
import GRDB

/// One change: who, when, what, before and after.
public struct AuditRecord: Hashable, Sendable {
    public let id: Int64
    public let at: Timestamp
    public let uid: Int64?
    public let by: String
    public let assumedBy: String?
    public let action: String
    public let kind: String
    public let subject: String
    public let before: [String: String]
    public let after: [String: String]
}

/// Which changes a listing wants.
public struct AuditFilter: Hashable, Sendable {
    public var kind: AuditKind?
    public var subject: String?
    public var by: String?
    public var action: String?
    /// Part of what stood before or after.
    public var text: String?
    public var since: Timestamp?
    public var until: Timestamp?

    public init(
        kind: AuditKind? = nil, subject: String? = nil, by: String? = nil, action: String? = nil, text: String? = nil,
        since: Timestamp? = nil, until: Timestamp? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.by = by
        self.action = action
        self.text = text
        self.since = since
        self.until = until
    }
}

extension Store {
    /// The instant of the last change or run of a job that was recorded; nil: there was none.
    public func lastRecordedAt() async throws -> Timestamp? {
        try await read { db in
            try Timestamp.fetchOne(
                db,
                sql: """
                    SELECT max(at) FROM (
                        SELECT * FROM (SELECT at FROM audit ORDER BY id DESC LIMIT 1)
                        UNION ALL SELECT * FROM (SELECT startedAt FROM jobRun ORDER BY id DESC LIMIT 1))
                    """)
        }
    }

    /// Records that somebody takes data out: nothing changes, but it is asked for afterwards.
    /// - Parameter after: what was taken, such as the search that found it.
    public func noteTaking(
        _ action: String, _ kind: AuditKind, _ after: [String: String] = [:], by actor: Actor, now: Timestamp
    ) async throws {
        try await write { try AuditRows.write($0, actor, action, kind, "-", after: after, now: now) }
    }

    /// A page of the audit trail, newest first.
    public func audit(_ filter: AuditFilter, after cursor: PageCursor?, limit: Int) async throws -> [AuditRecord] {
        try await read { db in
            var page = PageQuery(select: "SELECT * FROM audit")
            if let kind = filter.kind { page.require("kind = \(kind.rawValue)") }
            if let subject = filter.subject { page.require("subject = \(subject)") }
            if let name = filter.by { page.require("(by = \(name) OR assumedBy = \(name))") }
            if let action = filter.action { page.require("action = \(action)") }
            if let since = filter.since { page.require("at >= \(since)") }
            if let until = filter.until { page.require("at < \(until)") }
            if let text = filter.text {
                page.require("(instr(lower(before), lower(\(text))) > 0 OR instr(lower(after), lower(\(text))) > 0)")
            }
            page.after(cursor, key: "id", id: "id", descending: true)
            return try page.fetch(db, limit: limit).map { row in
                AuditRecord(
                    id: row["id"], at: row["at"], uid: row["uid"], by: row["by"], assumedBy: row["assumedBy"],
                    action: row["action"], kind: row["kind"], subject: row["subject"],
                    before: try AuditRows.texts(row["before"]),
                    after: try AuditRows.texts(row["after"]))
            }
        }
    }
}
