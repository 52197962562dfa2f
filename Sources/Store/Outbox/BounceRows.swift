import Domain
import GRDB

/// The addresses from which messages came back.
enum BounceRows {
    /// As it stands on the list: in small letters; of a postal address the street, which firing and sending both know.
    static func key(_ channel: Channel, _ address: String) -> String {
        let part =
            channel == .letter ? address.split(whereSeparator: \.isNewline).first.map(String.init) ?? "" : address
        return part.lowercased()
    }

    /// Removes whatever somebody is, or was, written to, here and from the list of those who opted out.
    static func forget(_ db: Database, customerID: Int64) throws {
        var addresses: [(Channel, String)] = []
        if let row = try Row.fetchOne(
            db, sql: "SELECT email, mobile, street FROM customer WHERE id = ?", arguments: [customerID])
        {
            for (channel, column) in [(Channel.email, "email"), (.sms, "mobile"), (.letter, "street")] {
                if let address: String = row[column] { addresses.append((channel, address)) }
            }
        }
        let sent = try Row.fetchAll(
            db,
            sql:
                "SELECT DISTINCT channel, address FROM message WHERE customerId = ? AND address IS NOT NULL AND recipient = 'customer'",
            arguments: [customerID])
        addresses += sent.map { ($0["channel"], $0["address"]) }
        for (channel, address) in addresses {
            _ = try remove(db, channel, address)
            try OptOutRows.remove(db, channel, address)
        }
    }

    static func bounced(_ db: Database, _ addresses: [Channel: String]) throws -> Set<Channel> {
        let statement = try db.cachedStatement(
            sql: "SELECT 1 FROM bouncedAddress WHERE channel = ? AND address = ?")
        return try Set(
            addresses.filter { channel, address in
                try Int.fetchOne(statement, arguments: [channel, key(channel, address)]) != nil
            }.keys)
    }

    static func add(_ db: Database, _ channel: Channel, _ address: String, reason: String, now: Timestamp) throws {
        try db.execute(
            sql: """
                INSERT INTO bouncedAddress (channel, address, at, reason) VALUES (?, ?, ?, ?)
                ON CONFLICT (channel, address) DO UPDATE SET at = excluded.at, reason = excluded.reason
                """, arguments: [channel, key(channel, address), now, String(reason.prefix(500))])
    }

    /// - Returns: whether it was on the list.
    static func remove(_ db: Database, _ channel: Channel, _ address: String) throws -> Bool {
        try db.execute(
            sql: "DELETE FROM bouncedAddress WHERE channel = ? AND address = ?",
            arguments: [channel, key(channel, address)])
        return db.changesCount > 0
    }
}
