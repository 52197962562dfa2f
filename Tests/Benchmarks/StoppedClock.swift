import Domain
import Engine
import Foundation
import GRDB

struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// A clock that shows one instant and never rings.
struct StoppedClock: WallClock {
    private struct Silence: Alarm {
        func set(_ deadline: Timestamp?) {}
        func cancel() {}
    }

    private let instant: Timestamp

    init(_ instant: Timestamp) { self.instant = instant }

    func upTime() -> Int64 { 0 }

    func now() -> Timestamp { instant }
    func makeAlarm(_ ring: @escaping @Sendable (AlarmReason) -> Void) throws -> any Alarm { Silence() }
}

func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
}

func format(_ value: Double) -> String { String(format: "%.2f", value) }

/// Resident set of this process in bytes.
func residentBytes() -> Int64 {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    return fields.count > 1 ? (Int64(fields[1]) ?? 0) * Int64(sysconf(Int32(_SC_PAGESIZE))) : 0
}

extension BenchmarkOffice {
    /// Makes `count` task follow-ups due, one every `step` milliseconds from `first`.
    func plan(first: Timestamp, step: Int64, count: Int) async throws {
        let database = try DatabaseQueue(path: databasePath)
        try await database.write { db in
            try db.execute(
                sql: "UPDATE followUp SET state = 'cancelled', decidedAt = 0 WHERE triggerId = 2 OR subjectId > ?",
                arguments: [count])
            try db.execute(
                sql: "UPDATE followUp SET fireAt = ? + (subjectId - 1) * ? WHERE triggerId = 1 AND subjectId <= ?",
                arguments: [first.milliseconds, step, count])
        }
        try database.close()
    }

    func fireAt(_ followUp: Int64) async throws -> Timestamp {
        let database = try DatabaseQueue(path: databasePath)
        let instant = try await database.read { db in
            try Int64.fetchOne(db, sql: "SELECT fireAt FROM followUp WHERE id = ?", arguments: [followUp]) ?? 0
        }
        try database.close()
        return Timestamp(milliseconds: instant)
    }
}
