import Domain
import GRDB

/// Works on queued messages in one transaction: which may go now, and what happens instead of those that may not.
struct Outbox {
    /// Why a message waits that quiet hours hold back; a word of the reason column.
    static let quietHours = "quietHours"

    static let dueQuery = """
        \(select) WHERE m.state = 'queued' AND m.channel = ? AND m.nextAttemptAt <= ? ORDER BY m.nextAttemptAt, m.id LIMIT ?
        """

    private static let select = """
        SELECT m.*, c.number, c.name, c.email AS customerEmail, c.phone, c.mobile, c.street, c.postalCode, c.city, c.country,
            c.branchId, c.ownerId, c.doNotMarket, c.doNotCall, c.optOutEmail, c.optOutSms, c.optOutLetter,
            coalesce(m.userId, c.ownerId) AS staffId
        FROM message m JOIN customer c ON c.id = m.customerId
        """

    private let db: Database
    private let catalog: Catalog
    private let now: Timestamp
    private(set) var claimed: [ClaimedMessage] = []
    private(set) var withheld: [WithheldMessage] = []

    init(_ db: Database, catalog: Catalog, now: Timestamp) {
        self.db = db
        self.catalog = catalog
        self.now = now
    }

    /// Claims a due message, puts it off, or settles it.
    mutating func claim(_ row: Row) throws {
        if let expiresAt: Timestamp = row["expiresAt"], expiresAt <= now { return try withhold(row, .expired) }
        let recipient: MessageRecipient.Kind = row["recipient"]
        guard recipient == .customer else {
            guard let id: Int64 = row["staffId"], let user = catalog.users[id], user.isActive else {
                return try withhold(row, .noOwner)
            }
            let channel: Channel = row["channel"]
            guard let address = channel == .webhook ? Self.webhookAddress : user.specification.email else {
                return try withhold(row, .noAddress)
            }
            return try take(row, address: address, name: user.specification.name)
        }
        let channel: Channel = row["channel"]
        let contact = try contact(row)
        if let objection = ContactRules.objection(to: .message(channel), contact, purpose: row["purpose"]) {
            try withhold(row, objection)
            if objection != .doNotMarket { try fallBack(row, contact) }
            return
        }
        if channel == .email || channel == .sms,
            let until = catalog.calendar(ofBranch: row["branchId"]).quietUntil(now)
        {
            return try db.cachedStatement(sql: "UPDATE message SET nextAttemptAt = ?, reason = ? WHERE id = ?")
                .execute(arguments: [until, Self.quietHours, row["id"] as Int64])
        }
        try take(row, address: contact.addresses[channel] ?? Self.webhookAddress, name: row["name"])
    }

    /// After a permanent failure: the next way that is left, in the same transaction.
    func fallBack(fromMessage id: Int64) throws {
        guard let row = try Row.fetchOne(db, sql: "\(Self.select) WHERE m.id = ?", arguments: [id]),
            row["recipient"] as MessageRecipient.Kind == .customer
        else { return }
        try fallBack(row, try contact(row))
    }

    /// The carrier for webhooks knows where they go.
    private static let webhookAddress = "webhook"

    private mutating func take(_ row: Row, address: String, name: String) throws {
        let id: Int64 = row["id"]
        try db.cachedStatement(sql: "UPDATE message SET state = 'sending', attempts = attempts + 1 WHERE id = ?")
            .execute(arguments: [id])
        claimed.append(
            ClaimedMessage(
                id: id, messageID: row["messageId"], customerNumber: row["number"], channel: row["channel"],
                isForCustomer: row["recipient"] as MessageRecipient.Kind == .customer, purpose: row["purpose"],
                recipientName: name, address: address, subject: row["subject"], text: row["text"], html: row["html"],
                createdAt: row["createdAt"], attempts: (row["attempts"] as Int) + 1))
    }

    private mutating func withhold(_ row: Row, _ reason: FollowUpReason) throws {
        try db.cachedStatement(
            sql: "UPDATE message SET state = 'suppressed', reason = ?, decidedAt = ? WHERE id = ? AND state = 'queued'"
        ).execute(arguments: [reason, now, row["id"] as Int64])
        withheld.append(
            WithheldMessage(
                id: row["id"], customerNumber: row["number"], channel: row["channel"], reason: reason.rawValue))
    }

    // MARK: Other ways

    /// Queues the message for the first way left that may be gone, or makes the call; nothing if none is, or if the status was left.
    private func fallBack(_ row: Row, _ contact: ContactFacts) throws {
        let text: String = row["fallback"]
        let chain = text.split(separator: ",").compactMap { ContactStep(String($0)) }
        guard !chain.isEmpty, let followUpID: Int64 = row["followUpId"],
            let due = try DueRow.one(db, id: followUpID),
            let subject = try FiringSubject(db, due, catalog: catalog), let trigger = catalog.triggers[due.triggerID],
            subject.isOver(for: trigger, period: due.period) == nil,
            case .success(let index) = ContactRules.choose(chain, contact, purpose: row["purpose"])
        else { return }
        let step = (row["step"] as Int) + 1 + index
        // A message that was tried again by hand may have failed before, and the other way been gone.
        let isGone = try Int.fetchOne(
            db,
            sql: """
                SELECT 1 FROM message WHERE followUpId = ?1 AND step >= ?2 UNION ALL SELECT 1 FROM task WHERE followUpId = ?1 AND step >= ?2
                """, arguments: [followUpID, step])
        guard isGone == nil else { return }
        switch chain[index] {
        case .message(let channel):
            let draft = MessageDraft(
                channel: channel, recipient: .customer, purpose: row["purpose"], subject: row["subject"],
                text: row["text"], html: row["html"], keepWhenLeft: row["keepWhenLeft"], step: step,
                fallback: Array(chain[(index + 1)...]))
            let key = MessageKey(
                origin: subject.origin, trigger: trigger.code, round: due.round, occurrence: due.occurrence)
            try MessageRows.insert(
                db,
                NewMessage(
                    draft, key, customerID: due.customerID, followUpID: followUpID, isLate: row["isLate"],
                    expiresAt: row["expiresAt"]), now: now)
        case .call:
            let calendar = catalog.calendar(ofBranch: due.branchID)
            guard case .message(let action) = trigger.specification.action else { return }
            let owner = catalog.taskOwner(action.assignees, owner: due.ownerID, watched: subject.task?.owner)
            let draft = TaskDraft(subject: row["subject"], text: row["text"], type: .call)
            _ = try TaskMaking.make(
                db,
                NewTask(
                    draft, customerID: due.customerID, customerNumber: due.customerNumber, followUpID: followUpID,
                    step: step, owner: owner, dueOn: calendar.zone.civilDate(at: now), autoCancel: true,
                    isLate: row["isLate"], by: Planning.planner),
                PlanContext(
                    catalog: catalog, calendar: calendar, now: now, backfill: .all, pausedUntil: due.pausedUntil))
        }
    }

    private func contact(_ row: Row) throws -> ContactFacts {
        let phone: String? = row["phone"]
        let mobile: String? = row["mobile"]
        var addresses: [Channel: String] = [:]
        addresses[.email] = row["customerEmail"]
        addresses[.sms] = mobile
        addresses[.letter] = Self.postalAddress(row)
        let optOuts: [(Channel, Bool)] = [
            (.email, row["optOutEmail"]), (.sms, row["optOutSms"]), (.letter, row["optOutLetter"]),
        ]
        return ContactFacts(
            addresses: addresses, canBeCalled: phone != nil || mobile != nil,
            wishes: ContactWishes(
                doNotMarket: row["doNotMarket"], doNotCall: row["doNotCall"],
                optOuts: Set(optOuts.filter(\.1).map(\.0))),
            bounced: try BounceRows.bounced(db, addresses))
    }

    /// The lines below the name on an envelope; nil without a street.
    private static func postalAddress(_ row: Row) -> String? {
        guard let street: String = row["street"] else { return nil }
        let place = [row["postalCode"] as String?, row["city"] as String?].compactMap { $0 }.joined(separator: " ")
        return [street, place, row["country"] as String? ?? ""].filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
