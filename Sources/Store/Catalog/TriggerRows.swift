import Domain
import GRDB

/// Triggers as rows: for single changes and for workflows alike.
enum TriggerRows {
    /// - Parameter statusID: nil for a rule of tasks.
    @discardableResult
    static func insert(_ db: Database, _ trigger: TriggerSpecification, statusID: Int64?) throws -> Int64 {
        try Store.validate(("code", trigger.code, .code))
        try validate(db, trigger, isOfStatus: statusID != nil)
        guard try Store.id(db, "SELECT id FROM \"trigger\" WHERE code = ?", trigger.code) == nil else {
            throw StoreError.codeTaken("trigger", trigger.code)
        }
        try db.execute(
            sql: """
                INSERT INTO "trigger" (code, statusId, name, position, revision, isEnabled, isRetired, action, basis, form)
                VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM "trigger" WHERE statusId IS ?), 1, 1, 0, ?, ?, ?)
                """,
            arguments: [
                trigger.code, statusID, trigger.name, statusID, trigger.action.kind, trigger.timing.basis.rawValue,
                trigger.form,
            ])
        return db.lastInsertedRowID
    }

    /// A new revision.
    static func update(
        _ db: Database, id: Int64, _ trigger: TriggerSpecification, position: Int, isEnabled: Bool, isRetired: Bool
    ) throws {
        let isOfStatus = try Bool.fetchOne(
            db, sql: "SELECT statusId IS NOT NULL FROM \"trigger\" WHERE id = ?", arguments: [id])
        try validate(db, trigger, isOfStatus: isOfStatus ?? true)
        try db.execute(
            sql: """
                UPDATE "trigger" SET name = ?, position = ?, revision = revision + 1, isEnabled = ?, isRetired = ?, action = ?, basis = ?, form = ?
                WHERE id = ?
                """,
            arguments: [
                trigger.name, position, isEnabled, isRetired, trigger.action.kind, trigger.timing.basis.rawValue,
                trigger.form, id,
            ])
    }

    private static func validate(_ db: Database, _ trigger: TriggerSpecification, isOfStatus: Bool) throws {
        try Store.validate(("name", trigger.name, .name))
        guard (trigger.timing.basis.subject != .task) == isOfStatus else {
            throw StoreError.invalid(
                "when",
                isOfStatus
                    ? "is about tasks; leave the status out"
                    : "is not about a task; name the status that it is a rule of")
        }
        switch trigger.action {
        case .task(let action):
            guard !action.subject.allSatisfy(\.isWhitespace) else { throw StoreError.invalid("task", "is empty") }
            try Store.validate(("task", action.subject, .shortText), ("description", action.text, .body))
            try requireStaff(db, action.assignees.candidates)
        case .message(let action):
            guard try Store.id(db, "SELECT id FROM template WHERE code = ?", action.template) != nil else {
                throw StoreError.templateNotFound(action.template)
            }
            if case .staff(let staff) = action.recipient { try requireStaff(db, [staff]) }
            try requireStaff(db, action.assignees.candidates)
        case .move(let action):
            guard let id = try Store.id(db, "SELECT id FROM status WHERE code = ? AND isDeleted = 0", action.status)
            else {
                throw StoreError.statusNotFound(action.status)
            }
            guard let reason = action.reason else { return }
            let isThere = try Int.fetchOne(
                db, sql: "SELECT 1 FROM statusReason WHERE statusId = ? AND code = ?", arguments: [id, reason])
            guard isThere != nil else {
                throw StoreError(
                    .reasonNotFound(status: action.status, code: reason),
                    "Status \(action.status) has no reason \(reason); see `followupctl reason list`.")
            }
        }
    }

    /// Those whom a rule names have to be there when it is written down; that they may go later is what fallbacks are for.
    private static func requireStaff(_ db: Database, _ staff: [Staff]) throws {
        for candidate in staff {
            switch candidate {
            case .owner, .assignee: break
            case .user(let code):
                guard try Store.id(db, "SELECT id FROM user WHERE code = ?", code) != nil else {
                    throw StoreError.userNotFound(code)
                }
            case .team(let code):
                guard try Store.id(db, "SELECT id FROM team WHERE code = ?", code) != nil else {
                    throw StoreError(
                        .teamNotFound(code: code), "There is no team \(code); see `followupctl team list`.")
                }
            }
        }
    }
}

extension TriggerAction {
    /// As the column has it.
    fileprivate var kind: String {
        switch self {
        case .task: "task"
        case .message: "message"
        case .move: "move"
        }
    }
}
