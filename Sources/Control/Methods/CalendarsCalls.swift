import ControlAPI
import Domain
import Store

struct CalendarsCalls: Sendable {
    typealias Methods = CalendarsMethods

    let context: ControlContext

    func list(_: Nothing, _: Actor) async throws -> Listing<Methods.List.Reply> {
        let all = try await context.store.calendars()
        return Listing(whole: all.map { Methods.Calendar($0.calendar, branches: $0.branches) }) {
            Methods.List.Reply(calendar: $0, cursor: $1)
        }
    }

    func get(_ parameters: Methods.Get.Parameters, _: Actor) async throws -> Methods.Get.Reply {
        let found = try await context.store.calendar(code: parameters.code)
        return Methods.Get.Reply(calendar: Methods.Calendar(found.calendar, branches: found.branches))
    }

    func add(_ parameters: Methods.Add.Parameters, _ actor: Actor) async throws -> Nothing {
        var calendar = CalendarSpecification.weekdays(zone: parameters.zone)
        calendar.code = parameters.code
        calendar.name = parameters.name ?? parameters.code
        if let hours = parameters.hours { calendar.hours = try Self.hours(hours).filter { !$0.value.isEmpty } }
        calendar.quiet = try Self.quiet(parameters.quiet)
        for holiday in parameters.holidays ?? [] { calendar.holidays[try Self.day(holiday.on)] = holiday.name }
        try await context.store.addCalendar(calendar, by: actor, now: context.now())
        return Nothing()
    }

    func update(_ parameters: Methods.Update.Parameters, _ actor: Actor) async throws -> Nothing {
        let hours = try parameters.hours.map(Self.hours) ?? [:]
        let added = try (parameters.addHolidays ?? []).map { (try Self.day($0.on), $0.name) }
        let removed = try (parameters.removeHolidays ?? []).map(Self.day)
        let quiet = try Self.quiet(parameters.quiet)
        try await context.store.updateCalendar(code: parameters.code, by: actor, now: context.now()) { old in
            var new = old
            new.name = parameters.name ?? old.name
            new.zone = parameters.zone ?? old.zone
            new.hours.merge(hours) { $1 }
            new.hours = new.hours.filter { !$0.value.isEmpty }
            if parameters.quiet != nil { new.quiet = quiet }
            for (date, name) in added { new.holidays[date] = name }
            for date in removed {
                guard new.holidays.removeValue(forKey: date) != nil else {
                    throw ControlFailure.invalidValue("removeHolidays", "names \(date), which is no holiday")
                }
            }
            return new
        }
        context.engine.scanner.nudge()
        return Nothing()
    }

    func retire(_ parameters: Methods.Retire.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.retireCalendar(code: parameters.code, by: actor, now: context.now())
        return Nothing()
    }

    func importHolidays(
        _ parameters: Methods.ImportHolidays.Parameters, _ actor: Actor
    ) async throws -> Methods.ImportHolidays.Reply {
        let today = CivilDate(daysSinceEpoch: Int(context.now().milliseconds / 86_400_000))
        let file: HolidayFile
        do throws(HolidayFileError) {
            file = try HolidayFile(ics: parameters.text, from: today.adding(months: -12), to: today.adding(months: 120))
        } catch {
            throw ControlFailure.invalidValue("text", error.objection)
        }
        let before = try await context.store.calendar(code: parameters.code).calendar.holidays
        try await context.store.updateCalendar(code: parameters.code, by: actor, now: context.now()) { old in
            var new = old
            new.holidays.merge(file.holidays) { $1 }
            return new
        }
        context.engine.scanner.nudge()
        return Methods.ImportHolidays.Reply(
            added: Set(file.holidays.keys).subtracting(before.keys).count, skipped: file.skipped)
    }

    private static func hours(_ texts: [String: String]) throws -> [Weekday: [OpeningHours]] {
        var hours: [Weekday: [OpeningHours]] = [:]
        for (code, text) in texts {
            guard let weekday = Weekday(code: code) else {
                throw ControlFailure.invalidValue(
                    "hours", "has \(code), which is none of mon, tue, wed, thu, fri, sat, sun")
            }
            let intervals = text.split { $0 == " " || $0 == "," }.map { OpeningHours(String($0)) }
            guard intervals.allSatisfy({ $0 != nil }) else {
                throw ControlFailure.invalidValue("hours", "is not written like 09:00-12:00 13:00-17:00 on \(code)")
            }
            hours[weekday] = intervals.compactMap { $0 }
        }
        return hours
    }

    private static func quiet(_ text: String?) throws -> QuietHours? {
        guard let text, !text.isEmpty else { return nil }
        return try ControlFailure.read("quiet", text, QuietHours.self, like: "20:00-08:00")
    }

    private static func day(_ text: String) throws -> CivilDate {
        guard let date = CivilDate(text) else {
            throw ControlFailure.invalidValue("holidays", "has \(text.prefix(40)), which is no day like 2026-12-25")
        }
        return date
    }
}

extension CalendarsMethods.Calendar {
    init(_ calendar: CalendarSpecification, branches: [String]) {
        let hours = calendar.hours.filter { !$0.value.isEmpty }.map { weekday, intervals in
            (weekday.code, intervals.sorted { $0.opens < $1.opens }.map(\.description).joined(separator: " "))
        }
        self.init(
            code: calendar.code, name: calendar.name, zone: calendar.zone,
            hours: Dictionary(uniqueKeysWithValues: hours), quiet: calendar.quiet?.description,
            holidays: calendar.holidays.sorted { $0.key < $1.key }.map {
                CalendarsMethods.Holiday(on: $0.key.description, name: $0.value)
            }, branches: branches)
    }
}
