/// Day arithmetic of the proleptic Gregorian calendar on plain integers.
///
/// Unlike `CivilDate` it is not confined to the years 0001…9999: zone rules are evaluated for any instant a `Timestamp` can hold.
enum Gregorian {
    static let secondsPerDay = 86_400
    static let daysPerCycle = 146_097

    /// Days from 0001-01-01 to 1970-01-01.
    private static let epochDay = 719_162

    static func isLeapYear(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// The length of a month (1…12).
    static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 2: isLeapYear(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from 1970-01-01 to January 1 of `year`.
    static func firstDay(ofYear year: Int) -> Int {
        let past = year - 1
        let leapDays =
            past.flooredDivision(by: 4).quotient - past.flooredDivision(by: 100).quotient
            + past.flooredDivision(by: 400).quotient
        return 365 * past + leapDays - epochDay
    }

    /// Days from 1970-01-01 to the date. The month is 1…12; a day past the month's end runs on into the next month.
    static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        // As if February had 30 days, the days before a month are 367/12 to the month; then take back what February lacks.
        let daysBeforeMonth = (367 * month - 362) / 12 - (month <= 2 ? 0 : isLeapYear(year) ? 1 : 2)
        return firstDay(ofYear: year) + daysBeforeMonth + day - 1
    }

    /// The year a day lies in, and the days since its January 1.
    static func yearAndOrdinal(daysSinceEpoch days: Int) -> (year: Int, ordinal: Int) {
        let (cycle, dayOfCycle) = (days + epochDay).flooredDivision(by: daysPerCycle)
        // The last century of a cycle and the last year of a leap period are a day longer than the others.
        let century = min(dayOfCycle / 36_524, 3)
        let dayOfCentury = dayOfCycle - century * 36_524
        let leapPeriod = dayOfCentury / 1_461
        let dayOfPeriod = dayOfCentury - leapPeriod * 1_461
        let yearOfPeriod = min(dayOfPeriod / 365, 3)
        let year = cycle * 400 + century * 100 + leapPeriod * 4 + yearOfPeriod + 1
        return (year, dayOfPeriod - yearOfPeriod * 365)
    }

    static func date(daysSinceEpoch days: Int) -> (year: Int, month: Int, day: Int) {
        let (year, ordinal) = yearAndOrdinal(daysSinceEpoch: days)
        let leap = isLeapYear(year)
        let stretched = ordinal < (leap ? 60 : 59) ? ordinal : ordinal + (leap ? 1 : 2)
        let month = (12 * stretched + 373) / 367
        return (year, month, stretched - (367 * month - 362) / 12 + 1)
    }

    /// 0 for Sunday to 6 for Saturday, as POSIX counts.
    static func weekdayFromSunday(daysSinceEpoch days: Int) -> Int {
        // 1970-01-01 was a Thursday.
        (days + 4).flooredDivision(by: 7).remainder
    }
}
