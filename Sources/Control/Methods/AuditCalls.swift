import ControlAPI
import Domain
import Store

struct AuditCalls: Sendable {
    typealias Methods = AuditMethods

    let context: ControlContext

    func list(_ parameters: Methods.List.Parameters, _: Actor) async throws -> Listing<Methods.List.Reply> {
        let filter = AuditFilter(
            kind: try parameters.kind.map { try ControlFailure.word("kind", $0, default: AuditKind.customer) },
            subject: parameters.subject, by: parameters.by, action: parameters.action, text: parameters.text,
            since: parameters.sinceAt.map(Timestamp.init(milliseconds:)),
            until: parameters.untilAt.map(Timestamp.init(milliseconds:)))
        let store = context.store
        return try Listing(
            named: "audit:\(filter)", from: parameters.cursor, limit: parameters.limit,
            key: { (record: AuditRecord) in PageCursor(key: .integer(record.id), id: record.id) },
            fetch: { try await store.audit(filter, after: $0, limit: $1) },
            reply: { Methods.List.Reply(entry: Methods.Entry($0), cursor: $1) })
    }
}

extension AuditMethods.Entry {
    init(_ record: AuditRecord) {
        self.init(
            id: record.id, at: record.at.milliseconds, uid: record.uid, by: record.by, assumedBy: record.assumedBy,
            action: record.action, kind: record.kind, subject: record.subject, before: record.before,
            after: record.after)
    }
}
