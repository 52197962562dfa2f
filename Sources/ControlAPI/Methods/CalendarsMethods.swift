/// `io.followupd.Calendars`: time zones, opening hours and holidays, by which due dates and firing times are counted.
public enum CalendarsMethods {
    public static let interface = "io.followupd.Calendars"

    public enum List: ControlMethod {
        public static let name = "\(interface).List"
        public typealias Parameters = Nothing

        public struct Reply: ListReply, Hashable {
            public var calendar: Calendar?
            public var cursor: String?

            public init() {}

            public init(calendar: Calendar, cursor: String) {
                self.calendar = calendar
                self.cursor = cursor
            }
        }
    }

    public enum Get: ControlMethod {
        public static let name = "\(interface).Get"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var calendar: Calendar

            public init(calendar: Calendar) {
                self.calendar = calendar
            }
        }
    }

    public enum Add: ControlMethod {
        public static let name = "\(interface).Add"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String?
            public var zone: String
            public var hours: [String: String]?
            public var quiet: String?
            public var holidays: [Holiday]?

            public init(
                code: String, name: String? = nil, zone: String, hours: [String: String]? = nil, quiet: String? = nil,
                holidays: [Holiday]? = nil
            ) {
                self.code = code
                self.name = name
                self.zone = zone
                self.hours = hours
                self.quiet = quiet
                self.holidays = holidays
            }
        }
        public typealias Reply = Nothing
    }

    public enum Update: ControlMethod {
        public static let name = "\(interface).Update"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String?
            public var zone: String?
            public var hours: [String: String]?
            public var quiet: String?
            public var addHolidays: [Holiday]?
            public var removeHolidays: [String]?

            public init(
                code: String, name: String? = nil, zone: String? = nil, hours: [String: String]? = nil,
                quiet: String? = nil, addHolidays: [Holiday]? = nil, removeHolidays: [String]? = nil
            ) {
                self.code = code
                self.name = name
                self.zone = zone
                self.hours = hours
                self.quiet = quiet
                self.addHolidays = addHolidays
                self.removeHolidays = removeHolidays
            }
        }
        public typealias Reply = Nothing
    }

    public enum Retire: ControlMethod {
        public static let name = "\(interface).Retire"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }

    public enum ImportHolidays: ControlMethod {
        public static let name = "\(interface).ImportHolidays"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var text: String

            public init(code: String, text: String) {
                self.code = code
                self.text = text
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var added: Int
            public var skipped: [String]

            public init(added: Int, skipped: [String]) {
                self.added = added
                self.skipped = skipped
            }
        }
    }

    /// A day on which the office is closed.
    public struct Holiday: Codable, Hashable, Sendable {
        public var on: String
        public var name: String

        public init(on: String, name: String) {
            self.on = on
            self.name = name
        }
    }

    /// A named calendar.
    public struct Calendar: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var zone: String
        public var hours: [String: String]
        public var quiet: String?
        public var holidays: [Holiday]
        public var branches: [String]

        public init(
            code: String, name: String, zone: String, hours: [String: String], quiet: String? = nil,
            holidays: [Holiday], branches: [String]
        ) {
            self.code = code
            self.name = name
            self.zone = zone
            self.hours = hours
            self.quiet = quiet
            self.holidays = holidays
            self.branches = branches
        }
    }
}
