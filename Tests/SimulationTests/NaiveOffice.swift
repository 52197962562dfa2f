import Domain

/// What should happen, worked out day by day with nothing but dates and clocks: it calls neither planner nor calendar, so that a mistake of theirs is not
/// made twice.
struct NaiveOffice {
    struct Fired: Hashable, Comparable, CustomStringConvertible {
        let customer: Int
        let trigger: String
        /// Counts the customer's stays; -1 for what is of the customer, year by year.
        let stay: Int
        let occurrence: Int

        var description: String { "\(customer) \(trigger) stay \(stay) #\(occurrence)" }

        static func < (left: Fired, right: Fired) -> Bool { left.description < right.description }
    }

    private struct Pending {
        let trigger: String
        let position: Int
        var occurrence: Int
        /// Where its occurrences lie; nil: there is none of that number.
        let instant: (Int) -> Timestamp?
        /// Pointless from then on.
        var endsAt: Timestamp?
        var recurs = false
        var movesTo: String?
        /// Where the present occurrence lies.
        var at: Timestamp?
    }

    private struct Customer {
        let zone: ZoneRules
        let birthday: CivilDate
        var status = ""
        var stay = -1
        var enteredAt = Timestamp(milliseconds: .min)
        var pending: [Pending] = []
        /// The earliest of them.
        var nextAt: Timestamp?
        var lastYear: [String: Int] = [:]
    }

    private var customers: [Customer] = []
    private let holidays: Set<CivilDate>
    private(set) var fired: Set<Fired> = []
    private(set) var moves = 0

    init(holidays: Set<CivilDate>) { self.holidays = holidays }

    func status(_ customer: Int) -> String { customers[customer].status }

    mutating func add(zone: ZoneRules, birthday: CivilDate, now: Timestamp) {
        customers.append(Customer(zone: zone, birthday: birthday))
        enter(customers.count - 1, "lead", now: now)
    }

    mutating func move(_ customer: Int, to status: String, now: Timestamp) { enter(customer, status, now: now) }

    /// Fires what is due, of each customer oldest first, then by the order of the rules, as long as there is any. No customer's rules touch another.
    /// - Returns: how many fired.
    mutating func scan(now: Timestamp) -> Int {
        var count = 0
        for customer in customers.indices where customers[customer].nextAt.map({ $0 <= now }) ?? false {
            while let index = nextDue(customer, now: now) {
                var pending = customers[customer].pending[index]
                if pending.recurs {
                    // What was missed is one, the newest.
                    while let later = pending.instant(pending.occurrence + 1), later <= now { pending.occurrence += 1 }
                }
                let isYearly = pending.trigger.hasPrefix("birthday")
                if let end = pending.endsAt, end <= now {
                    customers[customer].pending.remove(at: index)
                    continue
                }
                fired.insert(
                    Fired(
                        customer: customer, trigger: pending.trigger, stay: isYearly ? -1 : customers[customer].stay,
                        occurrence: pending.occurrence))
                count += 1
                if isYearly { customers[customer].lastYear[pending.trigger] = pending.occurrence }
                pending.occurrence += 1
                pending.at = pending.instant(pending.occurrence)
                if pending.recurs, pending.at != nil {
                    customers[customer].pending[index] = pending
                } else {
                    customers[customer].pending.remove(at: index)
                }
                if let target = pending.movesTo {
                    moves += 1
                    enter(customer, target, now: now)
                }
            }
            customers[customer].nextAt = customers[customer].pending.compactMap(\.at).min()
        }
        return count
    }

    private func nextDue(_ customer: Int, now: Timestamp) -> Int? {
        var best: (key: (Timestamp, Int), index: Int)?
        for (index, pending) in customers[customer].pending.enumerated() {
            guard let instant = pending.at, instant <= now else { continue }
            let key = (instant, pending.position)
            if best.map({ key < $0.key }) ?? true { best = (key, index) }
        }
        return best?.index
    }

    private mutating func enter(_ index: Int, _ status: String, now: Timestamp) {
        let at = max(now, customers[index].enteredAt)
        customers[index].status = status
        customers[index].stay += 1
        customers[index].enteredAt = at
        let zone = customers[index].zone
        let entered = zone.civilDate(at: at)
        func time(_ date: CivilDate, _ hour: Int) -> Timestamp {
            max(at, zone.instant(of: date, secondOfDay: hour * 3_600))
        }
        func once(_ instant: Timestamp) -> (Int) -> Timestamp? { { $0 == 0 ? instant : nil } }
        var pending: [Pending] = []
        switch status {
        case "lead":
            let due = working(5, after: entered)
            let overdueAt = zone.startOfDay(due.adding(days: 1))
            pending = [
                Pending(
                    trigger: "call", position: 1, occurrence: 0, instant: once(time(working(2, after: entered), 10))),
                Pending(
                    trigger: "remind", position: 2, occurrence: 0, instant: once(time(working(1, before: due), 16)),
                    endsAt: overdueAt),
                Pending(
                    trigger: "nag", position: 3, occurrence: 0,
                    instant: { $0 < 4 ? time(due.adding(days: 1 + 7 * $0), 10) : nil }, recurs: true),
                yearly("birthday-lead", position: 4, index, now: now),
                Pending(
                    trigger: "give-up", position: 5, occurrence: 0, instant: once(time(due.adding(days: 40), 9)),
                    movesTo: "dormant"),
            ]
        case "client":
            let due = entered.adding(days: 30)
            pending = [
                Pending(
                    trigger: "check", position: 1, occurrence: 0,
                    instant: once(max(at, zone.startOfDay(due.adding(days: 1))))),
                yearly("birthday-client", position: 2, index, now: now),
            ]
        default:
            pending = [
                Pending(
                    trigger: "wake", position: 1, occurrence: 0,
                    instant: { $0 < 3 ? time(Self.months(6 + 2 * $0, after: entered), 9) : nil },
                    recurs: true)
            ]
        }
        for index in pending.indices { pending[index].at = pending[index].instant(pending[index].occurrence) }
        customers[index].pending = pending
        customers[index].nextAt = pending.compactMap(\.at).min()
    }

    private func yearly(_ trigger: String, position: Int, _ index: Int, now: Timestamp) -> Pending {
        let customer = customers[index]
        func instant(_ year: Int) -> Timestamp? {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let day =
                customer.birthday.month == 2 && customer.birthday.day == 29 && !isLeap ? 28 : customer.birthday.day
            return CivilDate(year: year, month: customer.birthday.month, day: day).map {
                customer.zone.instant(of: $0, secondOfDay: 10 * 3_600)
            }
        }
        let today = customer.zone.civilDate(at: now)
        var year = today.year
        while let found = instant(year), found < customer.zone.startOfDay(today) { year += 1 }
        if let last = customer.lastYear[trigger] { year = max(year, last + 1) }
        return Pending(trigger: trigger, position: position, occurrence: year, instant: instant, recurs: true)
    }

    // MARK: Days, one by one

    private func isWorking(_ date: CivilDate) -> Bool {
        date.weekday != .saturday && date.weekday != .sunday && !holidays.contains(date)
    }

    private func working(_ count: Int, after date: CivilDate) -> CivilDate {
        var day = date
        while !isWorking(day) { day = day.adding(days: 1) }
        for _ in 0..<count { repeat { day = day.adding(days: 1) } while !isWorking(day) }
        return day
    }

    private func working(_ count: Int, before date: CivilDate) -> CivilDate {
        var day = date
        while !isWorking(day) { day = day.adding(days: 1) }
        for _ in 0..<count { repeat { day = day.adding(days: -1) } while !isWorking(day) }
        return day
    }

    /// The same day so many months later, or the last of that month.
    private static func months(_ count: Int, after date: CivilDate) -> CivilDate {
        let number = date.year * 12 + date.month - 1 + count
        var day = date.day
        while CivilDate(year: number / 12, month: number % 12 + 1, day: day) == nil { day -= 1 }
        return CivilDate(year: number / 12, month: number % 12 + 1, day: day) ?? date
    }
}
