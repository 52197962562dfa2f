/// A calendar as it is written down: the zone by name, before its rules are read.
public struct CalendarSpecification: Hashable, Sendable {
    /// The calendar of every customer whose branch, and its ancestors, name no other.
    public static let defaultCode = "default"

    public var code: String
    public var name: String
    /// An IANA time zone such as `Europe/Berlin`.
    public var zone: String
    public var hours: [Weekday: [OpeningHours]]
    /// Date → the holiday's name.
    public var holidays: [CivilDate: String]
    /// When messages to customers are held back; nil: never.
    public var quiet: QuietHours?

    public init(
        code: String, name: String, zone: String, hours: [Weekday: [OpeningHours]], holidays: [CivilDate: String],
        quiet: QuietHours? = nil
    ) {
        self.quiet = quiet
        self.code = code
        self.name = name
        self.zone = zone
        self.hours = hours
        self.holidays = holidays
    }

    /// Monday to Friday from nine to five, no holidays: what a new database starts with.
    public static func weekdays(zone: String) -> CalendarSpecification {
        let nineToFive = OpeningHours("09:00-17:00").map { [$0] } ?? []
        let days: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
        return CalendarSpecification(
            code: defaultCode, name: "Default", zone: zone,
            hours: Dictionary(uniqueKeysWithValues: days.map { ($0, nineToFive) }), holidays: [:])
    }
}
