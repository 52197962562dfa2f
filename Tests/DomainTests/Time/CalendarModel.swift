/// A calendar that knows only how to go on to the next month, to check the arithmetic against.
struct CalendarModel {
    private(set) var year: Int
    private(set) var month = 1
    private(set) var day = 1

    init(startOfYear year: Int) {
        self.year = year
    }

    static func monthLength(year: Int, month: Int) -> Int {
        let isLeap = year.isMultiple(of: 400) || (year.isMultiple(of: 4) && !year.isMultiple(of: 100))
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    mutating func goToNextMonth() {
        day = 1
        month += 1
        if month > 12 {
            month = 1
            year += 1
        }
    }

    mutating func goToNextDay() {
        if day < Self.monthLength(year: year, month: month) {
            day += 1
        } else {
            goToNextMonth()
        }
    }
}
