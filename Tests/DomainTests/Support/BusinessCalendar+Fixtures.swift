import Testing

@testable import Domain

extension BusinessCalendar {
    /// Open from nine to five on the given days, in a zone of this system.
    static func fixture(
        zone: String = "Europe/Berlin", days: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday],
        hours: String = "09:00-17:00", holidays: [String] = []
    ) throws -> BusinessCalendar {
        let interval = try #require(OpeningHours(hours))
        return BusinessCalendar(
            code: "fixture", zone: try Zoneinfo.rules(of: zone),
            hours: Dictionary(uniqueKeysWithValues: days.map { ($0, [interval]) }),
            holidays: Set(try holidays.map { try #require(CivilDate($0)) }))
    }

    /// Any working week but an empty one, with up to 20 holidays within 60 days of `around`.
    static func random(
        zone: ZoneRules, around: CivilDate, using generator: inout some RandomNumberGenerator
    ) throws -> BusinessCalendar {
        var days = Weekday.allCases.filter { _ in Bool.random(using: &generator) }
        if days.isEmpty { days = [.wednesday] }
        var hours: [Weekday: [OpeningHours]] = [:]
        for day in days {
            let minutes = Int.random(in: 0..<1_000, using: &generator)
            let opens = try #require(TimeOfDay(minutes: minutes))
            let closes = try #require(TimeOfDay(minutes: minutes + 60))
            hours[day] = [try #require(OpeningHours(opens: opens, closes: closes))]
        }
        let holidays = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
            around.adding(days: .random(in: -60...60, using: &generator))
        }
        return BusinessCalendar(code: "random", zone: zone, hours: hours, holidays: Set(holidays))
    }

    func adding(holiday: CivilDate) -> BusinessCalendar {
        BusinessCalendar(code: code, zone: zone, hours: hours, holidays: holidays.union([holiday]))
    }
}
