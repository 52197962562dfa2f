import Domain
import Store

/// What a search means, said once more in plain Swift over records in memory, with none of the compiler's SQL.
struct NaiveSearch {
    let record: CustomerRecord
    let status: Status
    let reason: StatusReason?
    let branches: [String: (name: String, within: Set<String>)]
    let calendar: BusinessCalendar
    let openTasks: Int
    let notes: Int
    let departments: Int
    let now: Timestamp

    func holds(_ expression: SearchExpression) -> Bool {
        switch expression {
        case .all(let parts): parts.allSatisfy(holds)
        case .any(let parts): parts.contains(where: holds)
        case .not(let part): !holds(part)
        case .rule(let rule): holds(rule)
        }
    }

    private func holds(_ rule: SearchRule) -> Bool {
        switch rule.comparison {
        case .notEqual: !holds(SearchRule(rule.subject, .equal, rule.values))
        case .notIn: !holds(SearchRule(rule.subject, .isIn, rule.values))
        case .isNotSet: !holds(SearchRule(rule.subject, .isSet, []))
        default: positive(rule)
        }
    }

    private func positive(_ rule: SearchRule) -> Bool {
        guard case .field(let field) = rule.subject else {
            return text(record.details.customFields["industry"], rule, wordwise: false)
        }
        let details = record.details
        switch field {
        case .number: return text(record.number, rule, wordwise: false)
        case .name: return text(details.name, rule, wordwise: true)
        case .department: return text(details.department, rule, wordwise: true)
        case .email: return text(details.email, rule, wordwise: false)
        case .city: return text(details.city, rule, wordwise: false)
        case .phone, .mobile, .website, .street, .postalCode, .country, .accountType, .leadSource: return false
        case .parent: return handle(details.parent.map { [$0] }, rule)
        case .owner: return handle(details.owner.map { [$0] }, rule)
        case .status: return handle([status.code, status.name.lowercased()], rule)
        case .reason: return handle(reason.map { [$0.code, $0.name.lowercased()] }, rule)
        case .branch:
            guard let branch = details.branch, let known = branches[branch] else { return false }
            if rule.comparison == .within {
                return branches.contains {
                    $0.value.within.contains(branch) && [$0.key, $0.value.name].contains(rule.values[0].text)
                }
            }
            return handle([branch, known.name.lowercased()], rule)
        case .tag: return several(details.tags, rule)
        case .allows: return several(status.specification.allows, rule)
        case .optOut: return several(Set(details.contact.optOuts.map(\.rawValue)), rule)
        case .birthday: return compare(details.birthday, rule)
        case .anniversary: return compare(details.anniversary, rule)
        case .activated: return compare(record.activatedOn, rule)
        case .due: return compare(record.due?.on, rule)
        case .lastPayment: return compare(details.figures.lastPaymentOn, rule)
        case .pausedUntil: return compare(record.pausedUntil, rule)
        case .entered: return compare(calendar.zone.civilDate(at: record.enteredAt), rule)
        case .created: return compare(calendar.zone.civilDate(at: record.createdAt), rule)
        case .yearToDateSales: return compare(details.figures.yearToDateSales, rule)
        case .receivableBalance: return compare(details.figures.receivableBalance, rule)
        case .lifetimeSales: return compare(details.figures.lifetimeSales, rule)
        case .daysInStatus:
            let days = calendar.zone.civilDate(at: now).days(since: calendar.zone.civilDate(at: record.enteredAt))
            return rule.comparison == .isSet || compare(days, rule)
        default: return flag(field, rule)
        }
    }

    private func flag(_ field: SearchField, _ rule: SearchRule) -> Bool {
        let today = calendar.zone.civilDate(at: now)
        switch field {
        case .overdue:
            guard record.isOverdue(at: now), let due = record.due else { return false }
            guard case .span(let span)? = rule.values.first else { return true }
            return due.on <= calendar.date(span, from: today, direction: -1)
        case .active: return status.specification.isActive
        case .loyalty: return status.specification.isLoyalty
        case .paused: return record.pausedUntil.map { $0 > today } ?? false
        case .doNotMarket: return record.details.contact.doNotMarket
        case .doNotCall: return record.details.contact.doNotCall
        case .hasTask: return openTasks > 0
        case .hasNote: return notes > 0
        default: return departments > 0
        }
    }

    private func text(_ value: String?, _ rule: SearchRule, wordwise: Bool) -> Bool {
        guard let value else { return false }
        let texts = rule.values.map(\.text)
        func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
        switch rule.comparison {
        case .isSet: return true
        case .isIn: return texts.contains(value)
        case .contains where wordwise:
            let words = SearchWords.of(value.lowercased())
            return SearchWords.of(texts[0].lowercased()).allSatisfy { part in words.contains { $0.hasPrefix(part) } }
        case .contains: return value.lowercased().contains(texts[0].lowercased())
        case .equal: return value == texts[0]
        case .less: return bytes(value).lexicographicallyPrecedes(bytes(texts[0]))
        case .greater: return bytes(texts[0]).lexicographicallyPrecedes(bytes(value))
        case .lessOrEqual: return !bytes(texts[0]).lexicographicallyPrecedes(bytes(value))
        default: return !bytes(value).lexicographicallyPrecedes(bytes(texts[0]))
        }
    }

    private func handle(_ handles: [String]?, _ rule: SearchRule) -> Bool {
        guard let handles else { return false }
        return rule.comparison == .isSet
            || rule.values.contains { handles.contains($0.text) || handles.contains($0.text.lowercased()) }
    }

    private func several(_ values: Set<String>, _ rule: SearchRule) -> Bool {
        switch rule.comparison {
        case .isSet: !values.isEmpty
        case .contains: values.contains { $0.lowercased().contains(rule.values[0].text.lowercased()) }
        default: rule.values.contains { values.contains($0.text) }
        }
    }

    private func compare<Value: Comparable>(_ value: Value?, _ rule: SearchRule) -> Bool {
        guard let value else { return false }
        let others: [Value] = rule.values.compactMap {
            switch $0 {
            case .date(let date): date.date(at: now, in: calendar) as? Value
            case .amount(let amount): amount as? Value
            case .count(let count): count as? Value
            default: nil
            }
        }
        switch rule.comparison {
        case .isSet: return true
        case .isIn: return others.contains(value)
        case .equal: return value == others[0]
        case .less: return value < others[0]
        case .lessOrEqual: return value <= others[0]
        case .greater: return value > others[0]
        default: return value >= others[0]
        }
    }
}
