import Domain
import GRDB

extension Store {
    /// Gives a new database its default calendar; leaves one that has it alone.
    public func ensureDefaultCalendar(zone: String) async throws {
        try await writeCatalog { [zones] db in
            let code = CalendarSpecification.defaultCode
            guard try Int.fetchOne(db, sql: "SELECT 1 FROM calendar WHERE code = ?", arguments: [code]) == nil else {
                return
            }
            try Self.saveCalendar(db, .weekdays(zone: zone), zones: zones)
        }
    }

    /// Adds a calendar, or replaces the one of that code.
    static func saveCalendar(_ db: Database, _ calendar: CalendarSpecification, zones: ZoneSource) throws {
        try validate(("code", calendar.code, .code), ("name", calendar.name, .name))
        _ = try zones(calendar.zone)
        try db.execute(
            sql: """
                INSERT INTO calendar (code, name, zone) VALUES (?, ?, ?)
                ON CONFLICT (code) DO UPDATE SET name = excluded.name, zone = excluded.zone
                """, arguments: [calendar.code, calendar.name, calendar.zone])
        let id = try Int64.fetchOne(db, sql: "SELECT id FROM calendar WHERE code = ?", arguments: [calendar.code])
        try db.execute(sql: "DELETE FROM openingHours WHERE calendarId = ?", arguments: [id])
        try db.execute(sql: "DELETE FROM holiday WHERE calendarId = ?", arguments: [id])
        for (weekday, intervals) in calendar.hours.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try insertHours(db, calendarID: id, weekday: weekday, intervals)
        }
        for (date, name) in calendar.holidays.sorted(by: { $0.key < $1.key }) {
            try validate(("holiday", name, .name))
            try db.execute(
                sql: "INSERT INTO holiday (calendarId, onDate, name) VALUES (?, ?, ?)", arguments: [id, date, name])
        }
    }

    private static func insertHours(
        _ db: Database, calendarID: Int64?, weekday: Weekday, _ intervals: [OpeningHours]
    ) throws {
        var previous: OpeningHours?
        for interval in intervals.sorted(by: { $0.opens < $1.opens }) {
            if let previous, interval.opens < previous.closes {
                throw StoreError.invalid("hours", "overlap on \(weekday.code): \(previous) and \(interval)")
            }
            previous = interval
            try db.execute(
                sql: "INSERT INTO openingHours (calendarId, weekday, opensAt, closesAt) VALUES (?, ?, ?, ?)",
                arguments: [calendarID, weekday.rawValue, interval.opens.minutes, interval.closes.minutes])
        }
    }
}
