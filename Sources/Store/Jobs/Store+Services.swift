import Domain
import GRDB

/// The two services that the list of jobs shows.
public enum ServiceCode: String, CaseIterable, Sendable {
    case dueScan = "due-scan"
    case send
}

/// When a service works: whenever there is something to do, or at the instants of a schedule; not while it is paused.
public struct ServiceRecord: Hashable, Sendable {
    public let code: ServiceCode
    /// nil: it works whenever there is something to do.
    public let schedule: Schedule?
    public let isPaused: Bool
    /// When its schedule lets it work next; what is past lets it work now.
    public let nextAt: Timestamp?
    /// What its intervals are counted from.
    let createdAt: Timestamp
}

/// Whether a service may work.
public enum ServiceGate: Hashable, Sendable {
    /// It has no schedule.
    case open
    /// An instant of its schedule has come, and its turn lasts until `closeGate`.
    case turn
    case paused
    case closed(until: Timestamp)
}

extension Store {
    public func service(_ code: ServiceCode) async throws -> ServiceRecord {
        try await read { try ServiceRows.record($0, code) }
    }

    /// Asked before each pass of a service. A turn lasts over a restart. Brings nearer what a clock that ran ahead put too far off.
    public func checkGate(of code: ServiceCode, now: Timestamp) async throws -> ServiceGate {
        let record = try await service(code)
        if record.isPaused { return .paused }
        guard record.schedule != nil else { return .open }
        guard let planned = record.nextAt, planned > now else { return .turn }
        guard let next = try await nextTurn(record, after: now), next < planned else { return .closed(until: planned) }
        try await move(record, to: next)
        return .closed(until: next)
    }

    /// A service has done all there was to do: it rests until the next instant of its schedule, if it has one.
    public func closeGate(of code: ServiceCode, now: Timestamp) async throws {
        let record = try await service(code)
        guard record.schedule != nil, record.nextAt.map({ $0 <= now }) ?? true else { return }
        try await move(record, to: try await nextTurn(record, after: now))
    }

    /// Unless somebody has given it another schedule since it was read.
    private func move(_ record: ServiceRecord, to next: Timestamp?) async throws {
        try await write { db in
            try db.execute(
                sql: "UPDATE service SET nextAt = ? WHERE code = ? AND schedule IS ? AND nextAt IS ?",
                arguments: [next, record.code.rawValue, record.schedule?.description, record.nextAt])
        }
    }

    /// - Parameter schedule: nil: it works whenever there is something to do.
    /// - Throws: `StoreError` `invalidValue` for a schedule that ends some day, or begins after more than a year: nothing would be done.
    public func setService(_ code: ServiceCode, schedule: Schedule?, by actor: Actor, now: Timestamp) async throws {
        let record = ServiceRecord(
            code: code, schedule: schedule, isPaused: false, nextAt: nil, createdAt: now)
        let next = try await nextTurn(record, after: now)
        if let schedule, try await nextTurn(record, after: now.adding(milliseconds: Self.aGeneration)) == nil {
            throw StoreError.invalid("schedule", "ends some day, and \(code.rawValue) must not: \(schedule)")
        }
        if let schedule, let next, next > now.adding(milliseconds: Self.aYear) {
            throw StoreError.invalid(
                "schedule", "comes only after more than a year, and \(code.rawValue) must not rest so long: \(schedule)"
            )
        }
        try await write { db in
            let old = try ServiceRows.record(db, code)
            guard old.schedule != schedule else { return }
            try db.execute(
                sql: "UPDATE service SET schedule = ?, nextAt = ?, createdAt = ? WHERE code = ?",
                arguments: [schedule?.description, next, now, code.rawValue])
            try AuditRows.write(
                db, actor, "edit", .job, code.rawValue, before: ["schedule": old.schedule?.description ?? ""],
                after: ["schedule": schedule?.description ?? ""], now: now)
        }
    }

    func setService(_ db: Database, _ code: ServiceCode, paused: Bool) throws {
        try db.execute(sql: "UPDATE service SET isPaused = ? WHERE code = ?", arguments: [paused, code.rawValue])
    }

    private func nextTurn(_ record: ServiceRecord, after instant: Timestamp) async throws -> Timestamp? {
        guard let schedule = record.schedule else { return nil }
        return try next(of: schedule, after: instant, createdAt: record.createdAt, catalog: try await catalog())
    }

    private static let aYear: Int64 = 366 * 86_400_000
    private static let aGeneration: Int64 = 30 * 366 * 86_400_000
}

private enum ServiceRows {
    static func record(_ db: Database, _ code: ServiceCode) throws -> ServiceRecord {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM service WHERE code = ?"), arguments: [code.rawValue])
        guard let row else { throw StoreError(.corrupt, "The database lacks the service \(code.rawValue).") }
        let text: String? = row["schedule"]
        return ServiceRecord(
            code: code, schedule: text.flatMap(Schedule.init), isPaused: row["isPaused"], nextAt: row["nextAt"],
            createdAt: row["createdAt"])
    }
}
