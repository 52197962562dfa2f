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

    /// All calendars in use, the default one first, each with the codes of the branches whose own it is.
    public func calendars() async throws -> [(calendar: CalendarSpecification, branches: [String])] {
        try await read { db in
            let branches = try Row.fetchAll(
                db,
                sql:
                    "SELECT b.code, k.code AS calendar FROM branch b JOIN calendar k ON k.id = b.calendarId ORDER BY b.code"
            )
            return try WorkflowReader.calendars(db).map { calendar in
                (calendar, branches.filter { $0["calendar"] == calendar.code }.map { $0["code"] })
            }
        }
    }

    public func calendar(code: String) async throws -> (calendar: CalendarSpecification, branches: [String]) {
        guard let found = try await calendars().first(where: { $0.calendar.code == code }) else {
            throw StoreError.calendarNotFound(code)
        }
        return found
    }

    public func addCalendar(_ calendar: CalendarSpecification, by actor: Actor, now: Timestamp) async throws {
        try await writeCatalog { [zones] db in
            guard try Self.id(db, "SELECT id FROM calendar WHERE code = ? AND isRetired = 0", calendar.code) == nil
            else {
                throw StoreError.codeTaken("calendar", calendar.code)
            }
            try Self.saveCalendar(db, calendar, zones: zones)
            try AuditRows.write(db, actor, "add", .calendar, calendar.code, after: calendar.texts, now: now)
        }
    }

    /// Changes a calendar. Due dates to come, and what has not fired, are counted anew by a durable order.
    public func updateCalendar(
        code: String, by actor: Actor, now: Timestamp,
        _ change: @escaping @Sendable (CalendarSpecification) throws -> CalendarSpecification
    ) async throws {
        try await writeCatalog { [zones] db in
            guard let old = try WorkflowReader.calendars(db).first(where: { $0.code == code }) else {
                throw StoreError.calendarNotFound(code)
            }
            let new = try change(old)
            guard new != old else { return }
            try Self.saveCalendar(db, new, zones: zones)
            if (new.zone, new.hours, new.holidays) != (old.zone, old.hours, old.holidays) {
                try Self.orderRecountOfAll(db, now: now)
            }
            try AuditRows.write(db, actor, "edit", .calendar, code, before: old.texts, after: new.texts, now: now)
        }
    }

    public func retireCalendar(code: String, by actor: Actor, now: Timestamp) async throws {
        try await writeCatalog { db in
            guard code != CalendarSpecification.defaultCode else {
                throw StoreError.invalid("code", "is that of the calendar of everybody who has no other")
            }
            guard let id = try Self.id(db, "SELECT id FROM calendar WHERE code = ? AND isRetired = 0", code) else {
                throw StoreError.calendarNotFound(code)
            }
            let branches = try String.fetchAll(
                db, sql: "SELECT code FROM branch WHERE calendarId = ? ORDER BY code", arguments: [id])
            guard branches.isEmpty else {
                throw StoreError.invalid(
                    "calendar \(code)", "is that of branch \(branches.joined(separator: ", ")); give it another first")
            }
            try db.execute(sql: "UPDATE calendar SET isRetired = 1 WHERE id = ?", arguments: [id])
            try AuditRows.write(db, actor, "retire", .calendar, code, now: now)
        }
    }

    /// Adds a calendar, or replaces the one of that code.
    static func saveCalendar(_ db: Database, _ calendar: CalendarSpecification, zones: ZoneSource) throws {
        try validate(("code", calendar.code, .code), ("name", calendar.name, .name))
        let zone = try zones(calendar.zone)
        try Self.noteFingerprint(db, of: zone)
        try db.execute(
            sql: """
                INSERT INTO calendar (code, name, zone, quiet) VALUES (?, ?, ?, ?)
                ON CONFLICT (code) DO UPDATE SET name = excluded.name, zone = excluded.zone, quiet = excluded.quiet, isRetired = 0
                """, arguments: [calendar.code, calendar.name, calendar.zone, calendar.quiet])
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

extension StoreError {
    static func calendarNotFound(_ code: String) -> StoreError {
        StoreError(.calendarNotFound(code: code), "There is no calendar \(code); see `followupctl calendar list`.")
    }
}
