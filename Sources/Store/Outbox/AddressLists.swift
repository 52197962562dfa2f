import Domain
import GRDB

/// What the lists of bounced addresses and of those that opted out have in common: how an address stands on them, and when it is forgotten.
enum AddressLists {
    /// As it stands on the lists: in small letters; of a telephone number what is dialled; of a postal address the street, which firing and sending
    /// both know.
    static func key(_ channel: Channel, _ address: String) -> String {
        switch channel {
        case .email, .webhook: address.lowercased()
        case .sms: address.lowercased().filter { !Self.fillers.contains($0) }
        case .letter: address.split(whereSeparator: \.isNewline).first.map(String.init)?.lowercased() ?? ""
        }
    }

    /// `key` of a customer's address as SQL, for ASCII; nil where a channel has no column.
    static func keySQL(_ channel: Channel) -> String? {
        switch channel {
        case .email: "lower(email)"
        case .sms: dialled
        case .letter: "lower(street)"
        case .webhook: nil
        }
    }

    private static let dialled = fillers.reduce("lower(mobile)") { "replace(\($0), '\($1)', '')" }

    /// What people put between the digits of a telephone number.
    private static let fillers: [Character] = [" ", "-", "/", "(", ")", "."]

    /// Removes whatever somebody is, or was, written to, from both lists, unless another customer has it too.
    static func forget(_ db: Database, customerID: Int64) throws {
        var addresses: Set<[String]> = []
        func collect(_ sql: String) throws {
            for row in try Row.fetchAll(db, sql: sql, arguments: [customerID]) {
                for (channel, column) in [(Channel.email, "email"), (.sms, "mobile"), (.letter, "street")] {
                    if let address: String = row[column] { addresses.insert([channel.rawValue, address]) }
                }
            }
        }
        try collect("SELECT email, mobile, street FROM customer WHERE id = ?")
        // What it had before: the trail is wiped only after this.
        for side in ["before", "after"] {
            try collect(
                "SELECT \(side) ->> '$.email' AS email, \(side) ->> '$.mobile' AS mobile, \(side) ->> '$.street' AS street FROM audit WHERE customerId = ?"
            )
        }
        let sent = try Row.fetchAll(
            db,
            sql:
                "SELECT DISTINCT channel, address FROM message WHERE customerId = ? AND address IS NOT NULL AND recipient = 'customer'",
            arguments: [customerID])
        addresses.formUnion(sent.map { [$0["channel"], $0["address"]] })
        for pair in addresses {
            guard let channel = Channel(rawValue: pair[0]), try isListed(db, channel, pair[1]),
                try !isSomebodyElses(db, channel, pair[1], besides: customerID)
            else { continue }
            _ = try BounceRows.remove(db, channel, pair[1])
            try OptOutRows.remove(db, channel, pair[1])
        }
    }

    private static func isListed(_ db: Database, _ channel: Channel, _ address: String) throws -> Bool {
        try Int.fetchOne(
            db,
            sql: """
                SELECT 1 FROM bouncedAddress WHERE channel = ?1 AND address = ?2
                UNION ALL SELECT 1 FROM optedOutAddress WHERE channel = ?1 AND address = ?2
                """, arguments: [channel, key(channel, address)]) != nil
    }

    /// Reads all customers: for the rare address that is on a list.
    static func isSomebodyElses(
        _ db: Database, _ channel: Channel, _ address: String, besides id: Int64, _ condition: String = "1"
    ) throws -> Bool {
        guard let column = keySQL(channel) else { return false }
        return try Int.fetchOne(
            db, sql: "SELECT 1 FROM customer WHERE id <> ? AND \(column) = ? AND \(condition) LIMIT 1",
            arguments: [id, key(channel, address)]) != nil
    }
}
