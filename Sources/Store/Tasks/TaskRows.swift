import Domain
import GRDB

enum TaskRows {
    static func insert(
        _ db: Database, _ draft: TaskDraft, customerID: Int64, followUpID: Int64?, periodID: Int64? = nil,
        assigneeID: Int64?, dueOn: CivilDate,
        autoCancel: Bool, isLate: Bool, by user: String, now: Timestamp
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO task (customerId, followUpId, periodId, subject, text, assigneeId, priority, dueOn, autoCancel, isLate, state,
                    createdAt, createdBy)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)
                """
        ).execute(arguments: [
            customerID, followUpID, periodID, draft.subject, draft.text, assigneeID, draft.priority, dueOn, autoCancel,
            isLate,
            now, user,
        ])
    }
}
