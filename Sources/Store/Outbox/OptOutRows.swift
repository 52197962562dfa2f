import Domain
import GRDB

/// The addresses whose owners want nothing more by their channel, whether or not a customer has them: one who is added or imported later with such an
/// address is opted out from the start.
enum OptOutRows {
    /// The columns of customers that hold the wish.
    static let flags: [Channel: String] = [.email: "optOutEmail", .sms: "optOutSms"]

    static func add(_ db: Database, _ channel: Channel, _ address: String, now: Timestamp) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO optedOutAddress (channel, address, at) VALUES (?, ?, ?)",
            arguments: [channel, AddressLists.key(channel, address), now])
    }

    /// - Returns: whether it was on the list.
    @discardableResult
    static func remove(_ db: Database, _ channel: Channel, _ address: String) throws -> Bool {
        try db.cachedStatement(sql: "DELETE FROM optedOutAddress WHERE channel = ? AND address = ?")
            .execute(arguments: [channel, AddressLists.key(channel, address)])
        return db.changesCount > 0
    }

    /// What a new customer is to be written as.
    static func applied(_ db: Database, to details: CustomerDetails) throws -> CustomerDetails {
        var details = details
        for (channel, address) in addresses(details) where try isListed(db, channel, address) {
            details.contact.optOuts.insert(channel)
        }
        return details
    }

    /// What a customer is to be changed to: a new address brings its wish with it, and one whose owner lets himself be written to again is off the
    /// list, unless another who has it does not.
    /// - Parameter isImported: by a file, whose empty cell says nothing about a wish.
    static func applied(
        _ db: Database, id: Int64, to new: CustomerDetails, from old: CustomerDetails, isImported: Bool
    ) throws -> CustomerDetails {
        var details = new
        let before = addresses(old)
        for (channel, address) in addresses(new) {
            if before[channel] != address || isImported {
                if try isListed(db, channel, address) { details.contact.optOuts.insert(channel) }
            } else if old.contact.optOuts.contains(channel), !new.contact.optOuts.contains(channel),
                try isListed(db, channel, address), let flag = flags[channel],
                try !AddressLists.isSomebodyElses(db, channel, address, besides: id, "\(flag) = 1")
            {
                try remove(db, channel, address)
            }
        }
        return details
    }

    private static func addresses(_ details: CustomerDetails) -> [Channel: String] {
        var addresses: [Channel: String] = [:]
        addresses[.email] = details.email
        addresses[.sms] = details.mobile
        return addresses
    }

    private static func isListed(_ db: Database, _ channel: Channel, _ address: String) throws -> Bool {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT 1 FROM optedOutAddress WHERE channel = ? AND address = ?"),
            arguments: [channel, AddressLists.key(channel, address)]) != nil
    }
}
