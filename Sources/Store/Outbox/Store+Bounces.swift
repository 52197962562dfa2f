import Domain
import GRDB

/// What taking in a bounce did.
public struct BounceSummary: Hashable, Sendable {
    /// The message that came back, if it is known.
    public let messageID: Int64?
    public let customerNumber: String?
    /// Whether the address is on the bounce list now.
    public let isListed: Bool
}

extension Store {
    /// Takes in that a message came back: a permanent failure lists its address, makes the message failed, and goes the next way that is left.
    /// A delay, or a report on what nobody here sent, changes nothing but what it says.
    /// - Parameters:
    ///   - messageID: the Message-ID with its angle brackets; nil: not known.
    ///   - address: which failed; nil: that of the message.
    ///   - isReported: by a mail that anybody could have written: only an address that we sent to is listed.
    public func bounceMessage(
        messageID: String?, address: String?, channel: Channel, isPermanent: Bool, reason: String,
        isReported: Bool = false, by actor: Actor, now: Timestamp
    ) async throws -> BounceSummary {
        // A report's words are a stranger's.
        let reason = isReported ? FieldRule.shortText(from: reason) : reason
        try Self.validate(("reason", reason, .shortText), ("address", isReported ? nil : address, .shortText))
        return try await write { [self] db in
            var row = try messageID.flatMap {
                try Row.fetchOne(
                    db,
                    sql: """
                        SELECT m.id, m.state, m.channel, m.address, m.customerId, c.number FROM message m
                        JOIN customer c ON c.id = m.customerId WHERE m.messageId = ?
                        """, arguments: [$0])
            }
            if let known = row, try !Self.sees(actor, db, customerID: known["customerId"]) { row = nil }
            guard isPermanent, row != nil || !isReported else {
                return BounceSummary(messageID: row?["id"], customerNumber: row?["number"], isListed: false)
            }
            let known: String? = row?["address"]
            guard let address = (isReported ? known : address ?? known), !address.isEmpty else {
                throw StoreError.invalid(
                    "address", "is not known; give it, or the Message-ID of a message that was sent")
            }
            let channel: Channel = row?["channel"] ?? channel
            if channel == .email, !isReported { try Self.validate(("address", address, .email)) }
            guard channel != .webhook else { throw StoreError.invalid("channel", "is webhook, which has no addresses") }
            try BounceRows.add(db, channel, address, reason: reason, now: now)
            if let row, row["state"] as MessageState == .sent {
                try db.execute(
                    sql: "UPDATE message SET state = 'failed', reason = ?, decidedAt = ? WHERE id = ?",
                    arguments: ["it came back: \(reason.prefix(400))", now, row["id"] as Int64])
                try Outbox(db, catalog: try catalog(db), now: now).fallBack(fromMessage: row["id"])
            }
            try AuditRows.write(
                db, actor, "bounce", .message, row.map { String($0["id"] as Int64) } ?? "-",
                customerID: row?["customerId"],
                after: ["channel": channel.rawValue, "reason": row == nil ? "" : reason], now: now)
            return BounceSummary(messageID: row?["id"], customerNumber: row?["number"], isListed: true)
        }
    }

    /// Takes an address off the bounce list.
    public func forgetBounce(_ channel: Channel, address: String, by actor: Actor, now: Timestamp) async throws {
        try await write { db in
            guard try BounceRows.remove(db, channel, address) else {
                throw StoreError.invalid("address", "is not on the bounce list")
            }
            try AuditRows.write(
                db, actor, "forget-bounce", .message, "-", after: ["channel": channel.rawValue], now: now)
        }
    }

    /// Opts whoever has an address, now or later, out of its channel.
    /// - Returns: the numbers of the customers whom the actor sees; the wish of the others who have it counts as well.
    public func optOut(_ channel: Channel, address: String, by actor: Actor, now: Timestamp) async throws -> [String] {
        let address = try Self.listedAddress(channel, address)
        guard let flag = OptOutRows.flags[channel], let column = AddressLists.keySQL(channel) else { return [] }
        let key = AddressLists.key(channel, address)
        // First, so that whoever gets the address from now on is opted out with it.
        try await write { try OptOutRows.add($0, channel, address, now: now) }
        // However it is written, which no index has: looked for in a read, so that nobody waits for it.
        let ids = try await read { db in
            try Int64.fetchAll(
                db, sql: "SELECT id FROM customer WHERE \(column) = ?", arguments: [key])
        }
        return try await write { db in
            var numbers: [String] = []
            for id in ids {
                try db.execute(
                    sql: """
                        UPDATE customer SET \(flag) = 1, version = version + 1
                        WHERE id = ? AND erasedAt IS NULL AND \(column) = ?
                        """,
                    arguments: [id, key])
                guard db.changesCount > 0,
                    let number = try String.fetchOne(
                        db, sql: "SELECT number FROM customer WHERE id = ?", arguments: [id])
                else { continue }
                try AuditRows.write(
                    db, actor, "opt-out", .customer, number, customerID: id, after: ["optOuts": channel.rawValue],
                    now: now)
                if try Self.sees(actor, db, customerID: id) { numbers.append(number) }
            }
            if ids.isEmpty {
                try AuditRows.write(
                    db, actor, "opt-out", .message, "-", after: ["channel": channel.rawValue], now: now)
            }
            return numbers
        }
    }

    /// Takes an address off the list of those who opted out; customers who have it stay as they are.
    public func forgetOptOut(_ channel: Channel, address: String, by actor: Actor, now: Timestamp) async throws {
        let address = try Self.listedAddress(channel, address)
        try await write { db in
            guard try OptOutRows.remove(db, channel, address) else {
                throw StoreError.invalid("address", "is not among those who opted out")
            }
            try AuditRows.write(
                db, actor, "forget-opt-out", .message, "-", after: ["channel": channel.rawValue], now: now)
        }
    }

    private static func listedAddress(_ channel: Channel, _ address: String) throws -> String {
        guard OptOutRows.flags[channel] != nil else {
            throw StoreError.invalid("channel", "is \(channel.rawValue); addresses opt out of email and sms")
        }
        let address = String(address.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        guard !address.isEmpty else { throw StoreError.invalid("address", "is empty") }
        try validate(("address", address, channel == .email ? .email : .line(50)))
        if channel == .sms, address.count(where: \.isNumber) < 3 {
            throw StoreError.invalid("address", "is no telephone number")
        }
        return address
    }
}
