import Domain
import GRDB

/// Follow-ups that have fired, with the tasks and messages that they made, to be written together.
struct FiredTogether {
    private var ids: [Int64] = []
    private var tasks = TaskRows.toInsert
    private var messages = MessageRows.toInsert

    mutating func add(_ task: NewTask, now: Timestamp) {
        tasks.append(TaskRows.values(task, uuid: .make(at: now), now: now))
    }

    mutating func add(_ message: NewMessage, now: Timestamp) {
        messages.append(MessageRows.values(message, now: now))
    }

    mutating func add(followUp id: Int64) { ids.append(id) }

    /// - Parameter lateAfter: milliseconds past the planned instant.
    mutating func write(_ db: Database, now: Timestamp, lateAfter: Int64) throws {
        guard !ids.isEmpty else { return }
        try tasks.write(db)
        try messages.write(db)
        try db.cachedStatement(
            sql: """
                UPDATE followUp SET state = 'fired', reason = 'none', decidedAt = ?, isLate = (? - fireAt > ?)
                WHERE id IN (SELECT value FROM json_each(?))
                """
        ).execute(arguments: [now, now, lateAfter, "[\(ids.map(String.init).joined(separator: ","))]"])
        ids.removeAll(keepingCapacity: true)
    }
}
