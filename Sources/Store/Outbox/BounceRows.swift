import Domain
import GRDB

/// The addresses from which messages came back.
enum BounceRows {
    static func bounced(_ db: Database, _ addresses: [Channel: String]) throws -> Set<Channel> {
        let statement = try db.cachedStatement(
            sql: "SELECT 1 FROM bouncedAddress WHERE channel = ? AND address = ?")
        return try Set(
            addresses.filter { channel, address in
                try Int.fetchOne(statement, arguments: [channel, AddressLists.key(channel, address)]) != nil
            }.keys)
    }

    static func add(_ db: Database, _ channel: Channel, _ address: String, reason: String, now: Timestamp) throws {
        try db.execute(
            sql: """
                INSERT INTO bouncedAddress (channel, address, at, reason) VALUES (?, ?, ?, ?)
                ON CONFLICT (channel, address) DO UPDATE SET at = excluded.at, reason = excluded.reason
                """, arguments: [channel, AddressLists.key(channel, address), now, String(reason.prefix(500))])
    }

    /// - Returns: whether it was on the list.
    static func remove(_ db: Database, _ channel: Channel, _ address: String) throws -> Bool {
        try db.execute(
            sql: "DELETE FROM bouncedAddress WHERE channel = ? AND address = ?",
            arguments: [channel, AddressLists.key(channel, address)])
        return db.changesCount > 0
    }
}
