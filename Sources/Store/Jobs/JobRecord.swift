import Domain
import FoundationEssentials
import GRDB

/// A job as it is kept, with its last run.
public struct JobRecord: Hashable, Sendable {
    public let id: Int64
    public let specification: JobSpecification
    public let isPaused: Bool
    public let isBuiltIn: Bool
    public let createdAt: Timestamp
    /// The next instant of its schedule.
    public let nextAt: Timestamp?
    public let lastRun: JobRun?
}

/// One run of a job.
public struct JobRun: Hashable, Sendable {
    public let id: Int64
    public let job: String
    public let scheduledAt: Timestamp
    public let startedAt: Timestamp
    public let finishedAt: Timestamp?
    public let outcome: JobOutcome
    public let detail: String
    public let attempt: Int
    /// Instants of the schedule that it stands for beside its own.
    public let missed: Int
    /// Who asked for it; nil: the schedule.
    public let by: String?
}

extension JobOutcome: DatabaseValueConvertible {}
extension JobSpecification.Kind: DatabaseValueConvertible {}

extension JobRun {
    static let select = "SELECT r.*, j.code FROM jobRun r JOIN job j ON j.id = r.jobId"

    init(_ row: Row) {
        self.init(
            id: row["id"], job: row["code"], scheduledAt: row["scheduledAt"], startedAt: row["startedAt"],
            finishedAt: row["finishedAt"], outcome: row["outcome"], detail: row["detail"], attempt: row["attempt"],
            missed: row["missed"], by: row["by"])
    }
}

/// Jobs as rows.
enum JobRows {
    static func all(_ db: Database) throws -> [JobRecord] {
        try Row.fetchAll(db, sql: "SELECT * FROM job ORDER BY code").map { try record(db, $0) }
    }

    static func record(_ db: Database, code: String) throws -> JobRecord {
        guard let row = try Row.fetchOne(db, sql: "SELECT * FROM job WHERE code = ?", arguments: [code]) else {
            throw StoreError(.jobNotFound(code: code), "There is no job \(code); see `followupctl job list`.")
        }
        return try record(db, row)
    }

    static func record(_ db: Database, _ row: Row) throws -> JobRecord {
        let id: Int64 = row["id"]
        let last = try Row.fetchOne(
            db, sql: "\(JobRun.select) WHERE r.jobId = ? ORDER BY r.id DESC LIMIT 1", arguments: [id])
        return JobRecord(
            id: id, specification: try specification(row), isPaused: row["isPaused"], isBuiltIn: row["isBuiltIn"],
            createdAt: row["createdAt"], nextAt: row["nextAt"], lastRun: last.map(JobRun.init))
    }

    static func specification(_ row: Row) throws -> JobSpecification {
        let text: String = row["schedule"]
        guard let schedule = Schedule(text) else {
            throw StoreError.invalid("schedule", "is not one: \(text); see systemd.time(7)")
        }
        return JobSpecification(
            code: row["code"], name: row["name"], kind: row["kind"], schedule: schedule,
            options: try AuditRows.texts(row["options"]), jitterSeconds: row["jitterSeconds"],
            timeoutSeconds: row["timeoutSeconds"], retries: row["retries"])
    }

    static func options(_ options: [String: String]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(options), as: UTF8.self)
    }

    static func texts(_ job: JobSpecification) -> [String: String] {
        [
            "name": job.name, "kind": job.kind.rawValue, "schedule": job.schedule.description,
            "options": job.options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " "),
            "jitterSeconds": String(job.jitterSeconds), "timeoutSeconds": String(job.timeoutSeconds),
            "retries": String(job.retries),
        ]
    }
}
