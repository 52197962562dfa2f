import Domain
import GRDB

extension Store {
    /// Reads the zone files anew, as after a tzdata update, and orders that due dates to come be counted anew where a zone's rules are others
    /// than those they were counted by. What was in force stays so if one of them cannot be read.
    /// - Returns: the zones whose rules have changed, by name.
    /// - Throws: `ZoneError` if a zone file is missing or cannot be read; `StoreError` if the order cannot be written.
    public func adoptZoneRules(now: Timestamp) async throws -> [String] {
        try await write { [self] db in
            let rules = Set(try Catalog(db, zones: rulesInForce.newRules(of:)).calendars.values.map(\.zone))
            var changed: Set<String> = []
            for zone in rules {
                let known = try Int64.fetchOne(
                    db, sql: "SELECT fingerprint FROM zoneRules WHERE zone = ?", arguments: [zone.identifier])
                guard known != zone.fingerprint else { continue }
                try Self.noteFingerprint(db, of: zone)
                guard known != nil else { continue }
                try db.execute(
                    sql: "UPDATE zoneRules SET fingerprint = ? WHERE zone = ?",
                    arguments: [zone.fingerprint, zone.identifier])
                changed.insert(zone.identifier)
            }
            if !changed.isEmpty { try Self.orderRecountOfAll(db, now: now) }
            // Before anybody else may write: the order reaches those who are there now, and whoever comes later must come by the new rules.
            rulesInForce.adopt(rules)
            forgetCatalog()
            return changed.sorted()
        }
    }

    /// Notes by which rules a zone's due dates are counted from now on, unless others' are already.
    static func noteFingerprint(_ db: Database, of zone: ZoneRules) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO zoneRules (zone, fingerprint) VALUES (?, ?)",
            arguments: [zone.identifier, zone.fingerprint])
    }
}
