import Domain
import GRDB

/// Rules about days. Today is the customer's today: where calendars differ, each customer is compared with the day of his own.
extension SearchCompiler {
    func date(_ column: SQL, _ rule: SearchRule, _ comparison: SearchOperator) -> SQL {
        let days = rule.values.compactMap(day).map { day in byCalendar { day.date(at: now, in: $0).databaseValue } }
        switch comparison {
        case .isSet: return "\(literal: column) IS NOT NULL"
        case .isIn: return "\(literal: column) IN (\(literal: days.joined(separator: ", ")))"
        default: return "\(literal: column) \(sql: comparison.rawValue) \(days[0])"
        }
    }

    func due(_ rule: SearchRule, _ comparison: SearchOperator) -> SQL {
        let days = rule.values.compactMap(day)
        switch comparison {
        case .isSet: return "p.dueOn IS NOT NULL"
        case .isIn: return "(\(days.map { due(.equal, $0) }.joined(operator: .or)))"
        default: return due(comparison, days[0])
        }
    }

    /// Days begin at most this far apart on earth: a due date may have been counted in a zone that is not in use any more. Milliseconds.
    private static let zoneSpread: Int64 = 26 * 3_600_000

    /// The due date is compared as a day. The instant of being overdue lies in that day, or at its end, so it narrows the search down by the
    /// index that overdue customers are found by.
    func due(_ comparison: SearchOperator, _ day: SearchDate) -> SQL {
        let overdueAt = period("overdueAt", sorted: .due)
        var parts: [SQL] = [
            "+p.dueOn \(sql: comparison.rawValue) \(byCalendar { day.date(at: now, in: $0).databaseValue })"
        ]
        if comparison != .greater && comparison != .greaterOrEqual {
            parts.append(
                "\(literal: overdueAt) <= \((starts(day, later: 1).max() ?? now).adding(milliseconds: Self.zoneSpread))"
            )
        }
        if comparison != .less && comparison != .lessOrEqual {
            parts.append(
                "\(literal: overdueAt) >= \((starts(day, later: 0).min() ?? now).adding(milliseconds: -Self.zoneSpread))"
            )
        }
        return "(\(parts.joined(operator: .and)))"
    }

    /// An instant is on a day if it lies between its beginning and that of the next, in the customer's zone.
    func instant(_ column: SQL, _ rule: SearchRule, _ comparison: SearchOperator) -> SQL {
        let days = rule.values.compactMap(day)
        switch comparison {
        case .isSet: return "\(literal: column) IS NOT NULL"
        case .isIn: return "(\(days.map { during(column, $0) }.joined(operator: .or)))"
        case .equal: return during(column, days[0])
        case .less: return before(column, days[0], later: 0)
        case .greaterOrEqual: return from(column, days[0], later: 0)
        case .lessOrEqual: return before(column, days[0], later: 1)
        default: return from(column, days[0], later: 1)
        }
    }

    /// Today minus the day of entering: entered n days ago or earlier is n days or more.
    func daysInStatus(_ rule: SearchRule, _ comparison: SearchOperator) -> SQL {
        let entered = period("enteredAt", sorted: .entered)
        let days = rule.values.compactMap { value -> SearchDate? in
            guard case .count(let count) = value else { return nil }
            let span = TimeSpan(min(Int(count.magnitude), TimeSpan.largestCount), .days)
            return SearchDate(.today, offset: span, direction: count < 0 ? 1 : -1)
        }
        switch comparison {
        case .isSet: return "1"
        case .isIn: return "(\(days.map { during(entered, $0) }.joined(operator: .or)))"
        case .equal: return during(entered, days[0])
        case .less: return from(entered, days[0], later: 1)
        case .lessOrEqual: return from(entered, days[0], later: 0)
        case .greater: return before(entered, days[0], later: 0)
        default: return before(entered, days[0], later: 1)
        }
    }

    private func during(_ column: SQL, _ day: SearchDate) -> SQL {
        "(\(from(column, day, later: 0)) AND \(before(column, day, later: 1)))"
    }

    /// Before the beginning of the day in the customer's zone, and so before the latest beginning in any zone, which an index can use.
    private func before(_ column: SQL, _ day: SearchDate, later days: Int) -> SQL {
        let latest = starts(day, later: days).max() ?? now
        return "(\(literal: column) < \(latest) AND \(literal: column) < \(start(day, later: days)))"
    }

    private func from(_ column: SQL, _ day: SearchDate, later days: Int) -> SQL {
        let earliest = starts(day, later: days).min() ?? now
        return "(\(literal: column) >= \(earliest) AND \(literal: column) >= \(start(day, later: days)))"
    }

    private func start(_ day: SearchDate, later days: Int) -> SQL {
        byCalendar { start(day, later: days, in: $0).databaseValue }
    }

    private func starts(_ day: SearchDate, later days: Int) -> [Timestamp] {
        ([catalog.defaultCalendar] + catalog.branchCalendars.map(\.calendar)).map { start(day, later: days, in: $0) }
    }

    private func start(_ day: SearchDate, later days: Int, in calendar: BusinessCalendar) -> Timestamp {
        calendar.zone.startOfDay(day.date(at: now, in: calendar).adding(days: days))
    }

    private func day(_ value: SearchValue) -> SearchDate? {
        if case .date(let date) = value { date } else { nil }
    }

    /// A value that depends on the customer's calendar: one value where all calendars agree, as they mostly do, so that indexes serve.
    func byCalendar(_ value: (BusinessCalendar) -> DatabaseValue) -> SQL {
        let fallback = value(catalog.defaultCalendar)
        let others = catalog.branchCalendars.map { (value: value($0.calendar), branches: $0.branches) }
            .filter { $0.value != fallback }
        guard !others.isEmpty else { return "\(fallback)" }
        let cases = others.map { "WHEN c.branchId IN \($0.branches) THEN \($0.value)" as SQL }
        return "CASE \(literal: cases.joined(separator: " ")) ELSE \(fallback) END"
    }
}
