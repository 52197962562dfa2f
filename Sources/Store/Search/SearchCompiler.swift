import Domain
import GRDB

/// Turns a search expression into bound SQL over a customer `c` and its open period `p`.
///
/// The logic is two-valued: what is not set is unlike everything. `not` is pushed down to the rules, and a negated rule is `IS NOT TRUE`,
/// so that NULL never decides.
struct SearchCompiler {
    let catalog: Catalog
    let actor: Actor
    let now: Timestamp
    /// The order in which a page is read, so that only an index which has that order is used; nil: any index may be.
    var sort: CustomerSort?

    /// - Throws: `StoreError` `invalidExpression` where a rule names a status, user, branch or reason that there is not.
    func condition(_ expression: SearchExpression) throws -> SQL { try condition(expression, isNegated: false) }

    private func condition(_ expression: SearchExpression, isNegated: Bool) throws -> SQL {
        switch expression {
        case .not(let part): return try condition(part, isNegated: !isNegated)
        case .rule(let rule): return try self.rule(rule, isNegated: isNegated)
        case .all(let parts): return try joined(parts, isNegated ? .or : .and, empty: isNegated ? "0" : "1", isNegated)
        case .any(let parts): return try joined(parts, isNegated ? .and : .or, empty: isNegated ? "1" : "0", isNegated)
        }
    }

    private func joined(
        _ parts: [SearchExpression], _ joint: SQLExpression.AssociativeBinaryOperator, empty: SQL, _ isNegated: Bool
    ) throws -> SQL {
        guard !parts.isEmpty else { return empty }
        let conditions = try parts.map { try condition($0, isNegated: isNegated) }
        return "(\(conditions.joined(operator: joint)))"
    }

    private func rule(_ rule: SearchRule, isNegated: Bool) throws -> SQL {
        var isNegated = isNegated
        var comparison = rule.comparison
        if let opposite = comparison.opposite {
            comparison = opposite
            isNegated.toggle()
        }
        let condition = try positive(rule, comparison)
        return isNegated ? "(\(condition)) IS NOT TRUE" : "(\(condition))"
    }

    /// The rows that a rule finds by an index of its own, as ids of customers; nil for rules that have none.
    ///
    /// A listing whose order is another begins with these, if they are few.
    func indexed(_ rule: SearchRule) throws -> SQL? {
        if rule.comparison.opposite != nil { return nil }
        guard case .field(let field) = rule.subject else {
            guard case .custom(let name) = rule.subject, rule.comparison == .equal || rule.comparison == .isIn else {
                return nil
            }
            return "SELECT customerId FROM customField WHERE name = \(name) AND \(text("value", rule, rule.comparison))"
        }
        if let named = named(rule) { return named }
        switch (field, rule.comparison) {
        case (.tag, .equal): return "SELECT customerId FROM customerTag WHERE \(text("tag", rule, .equal))"
        case (.tag, .isIn): return "SELECT DISTINCT customerId FROM customerTag WHERE \(text("tag", rule, .isIn))"
        case (.status, .equal), (.status, .isIn), (.reason, .equal), (.reason, .isIn), (.overdue, .holds):
            return
                "SELECT p.customerId FROM statusPeriod p WHERE p.leftAt IS NULL AND \(try positive(rule, rule.comparison))"
        case (.overdue, .by): return try datedIDs(rule)
        case (.due, let comparison) where comparison != .isSet: return try datedIDs(rule)
        case (.entered, let comparison) where comparison != .isSet: return try datedIDs(rule)
        case (.name, .equal), (.name, .isIn), (.number, .equal),
            (.number, .isIn),
            (.email, .equal), (.email, .isIn), (.phone, .equal), (.phone, .isIn), (.mobile, .equal), (.mobile, .isIn),
            (.city, .equal), (.city, .isIn), (.owner, .equal), (.owner, .isIn), (.branch, .equal), (.branch, .isIn),
            (.branch, .within), (.parent, .equal), (.parent, .isIn):
            return try customerIDs(rule)
        default: return nil
        }
    }

    /// The customers whose names have the words of a rule, in the order in which they were added: full-text search finds them in it.
    func named(_ rule: SearchRule) -> SQL? {
        let isOfWords = rule.subject == .field(.name) || rule.subject == .field(.department)
        guard isOfWords, rule.comparison == .contains, let text = rule.values.first?.text else { return nil }
        return "SELECT rowid AS customerId FROM customerText WHERE customerText MATCH \(words(text, in: rule.subject))"
    }

    /// The order in which the index of a rule has its rows, so that no page of it is sorted.
    static func order(of rule: SearchRule) -> CustomerSort? {
        guard case .field(let field) = rule.subject else { return nil }
        switch (field, rule.comparison) {
        case (.overdue, _), (.due, .less), (.due, .lessOrEqual), (.due, .greater), (.due, .greaterOrEqual): return .due
        case (.entered, .less), (.entered, .lessOrEqual), (.entered, .greater), (.entered, .greaterOrEqual):
            return .entered
        case (.status, .equal), (.email, .equal), (.phone, .equal), (.mobile, .equal), (.city, .equal), (.name, .equal):
            return .created
        default: return nil
        }
    }

    private func customerIDs(_ rule: SearchRule) throws -> SQL {
        "SELECT c.id AS customerId FROM customer c WHERE \(try positive(rule, rule.comparison))"
    }

    /// What depends on the branch's calendar needs the customer beside the period.
    private func datedIDs(_ rule: SearchRule) throws -> SQL {
        """
        SELECT p.customerId FROM statusPeriod p CROSS JOIN customer c ON c.id = p.customerId
        WHERE p.leftAt IS NULL AND \(try positive(rule, rule.comparison))
        """
    }

    // MARK: Which indexes may be used

    /// A unary plus keeps a column's index out of the plan: it would find rows in another order than the page is read in, and all of them
    /// would have to be sorted for one page.
    func customer(_ column: String) -> SQL {
        SQL(sql: sort == nil || sort == .created ? "c.\(column)" : "+c.\(column)")
    }

    func period(_ column: String, sorted order: CustomerSort) -> SQL {
        SQL(sql: sort == nil || sort == order ? "p.\(column)" : "+p.\(column)")
    }

    /// - Parameter isOne: a rule that names one status, which has an index in the order of customers.
    func statusIsIn(_ ids: [Int64], isOne: Bool = false) -> SQL {
        let isIndexed = sort == nil || (sort == .created && isOne)
        return "\(sql: isIndexed ? "p.statusId" : "+p.statusId") IN \(ids)"
    }

    // MARK: Rules

    private func positive(_ rule: SearchRule, _ comparison: SearchOperator) throws -> SQL {
        guard case .field(let field) = rule.subject else { return custom(rule, comparison) }
        switch field.kind {
        case .text: return text(column(field), rule, comparison)
        case .handle: return try handle(field, rule, comparison)
        case .several: return several(field, rule, comparison)
        case .date: return field == .due ? due(rule, comparison) : date(column(field), rule, comparison)
        case .instant: return instant(column(field), rule, comparison)
        case .amount: return number(column(field), rule, comparison)
        case .count: return daysInStatus(rule, comparison)
        case .flag: return flag(field, rule)
        }
    }

    private func column(_ field: SearchField) -> SQL {
        switch field {
        case .due: "+p.dueOn"
        case .entered: period("enteredAt", sorted: .entered)
        case .created: "c.createdAt"
        case .activated: "c.activatedOn"
        case .lastPayment: "c.lastPaymentOn"
        default: customer(field.rawValue)
        }
    }

    private func text(_ column: SQL, _ rule: SearchRule, _ comparison: SearchOperator) -> SQL {
        let texts = rule.values.map(\.text)
        switch comparison {
        case .isSet: return "\(literal: column) IS NOT NULL"
        case .isIn: return "\(literal: column) IN \(texts)"
        case .contains where rule.subject == .field(.name) || rule.subject == .field(.department):
            let match: SQL = "customerText MATCH \(words(texts[0], in: rule.subject))"
            // Where an order is walked, each row asks for itself: a frequent word would make a list as long as the table.
            return sort == nil
                ? "c.id IN (SELECT rowid FROM customerText WHERE \(literal: match))"
                : "EXISTS (SELECT 1 FROM customerText WHERE rowid = c.id AND \(literal: match))"
        case .contains: return "\(literal: column) LIKE \(Self.likePattern(texts[0])) ESCAPE '\\'"
        default: return "\(literal: column) \(sql: comparison.rawValue) \(texts[0])"
        }
    }

    /// Every word of the text is the beginning of a word there, accents and case aside.
    private func words(_ text: String, in subject: SearchSubject) -> String {
        "{\(subject.wireName)} : (" + SearchWords.of(text).map { "\"\($0)\" *" }.joined(separator: " AND ") + ")"
    }

    static func likePattern(_ text: String) -> String {
        "%" + text.map { "%_\\".contains($0) ? "\\\($0)" : String($0) }.joined() + "%"
    }

    private func custom(_ rule: SearchRule, _ comparison: SearchOperator) -> SQL {
        guard case .custom(let name) = rule.subject else { return "0" }
        let fits: SQL = comparison == .isSet ? "1" : text("value", rule, comparison)
        // Where an order is walked, each row asks for itself: a frequent value would make a long list.
        guard sort == nil else {
            return "EXISTS (SELECT 1 FROM customField WHERE customerId = c.id AND name = \(name) AND \(fits))"
        }
        return "\(literal: customer("id")) IN (SELECT customerId FROM customField WHERE name = \(name) AND \(fits))"
    }

    private func several(_ field: SearchField, _ rule: SearchRule, _ comparison: SearchOperator) -> SQL {
        let texts = rule.values.map(\.text)
        switch field {
        case .tag:
            let fits: SQL = comparison == .isSet ? "1" : text("tag", rule, comparison)
            guard sort == nil else { return "EXISTS (SELECT 1 FROM customerTag WHERE customerId = c.id AND \(fits))" }
            return "\(literal: customer("id")) IN (SELECT customerId FROM customerTag WHERE \(fits))"
        case .allows:
            let ids = catalog.statuses.values.filter { status in
                fits(Array(status.specification.allows), texts, comparison)
            }.map(\.id)
            return statusIsIn(ids.sorted())
        default:
            let columns = ContactWishes.channels.filter { fits([$0.rawValue], texts, comparison) }.map {
                channel -> SQL in
                switch channel {
                case .email: "c.optOutEmail"
                case .sms: "c.optOutSms"
                case .letter, .webhook: "c.optOutLetter"
                }
            }
            return columns.isEmpty ? "0" : "(\(columns.joined(operator: .or)))"
        }
    }

    private func fits(_ values: [String], _ texts: [String], _ comparison: SearchOperator) -> Bool {
        switch comparison {
        case .isSet: !values.isEmpty
        case .contains: values.contains { $0.lowercased().contains(texts[0].lowercased()) }
        default: values.contains(where: texts.contains)
        }
    }

    private func number(_ column: SQL, _ rule: SearchRule, _ comparison: SearchOperator) -> SQL {
        let numbers: [Int64] = rule.values.compactMap {
            switch $0 {
            case .amount(let amount): amount.hundredths
            case .count(let count): Int64(count)
            default: nil
            }
        }
        switch comparison {
        case .isSet: return "\(literal: column) IS NOT NULL"
        case .isIn: return "\(literal: column) IN \(numbers)"
        default: return "\(literal: column) \(sql: comparison.rawValue) \(numbers.first ?? 0)"
        }
    }

    private func flag(_ field: SearchField, _ rule: SearchRule) -> SQL {
        switch field {
        case .overdue:
            let isPast: SQL = "\(literal: period("overdueAt", sorted: .due)) <= \(now)"
            guard case .span(let span)? = rule.values.first else { return isPast }
            return "\(literal: isPast) AND \(due(.lessOrEqual, SearchDate(.today, offset: span, direction: -1)))"
        case .active: return statusIsIn(statuses { $0.isActive })
        case .loyalty: return statusIsIn(statuses { $0.isLoyalty })
        case .paused: return "c.pausedUntil > \(byCalendar { $0.zone.civilDate(at: now).databaseValue })"
        case .doNotMarket: return "c.doNotMarket"
        case .doNotCall: return "c.doNotCall"
        case .hasTask: return "EXISTS (SELECT 1 FROM task t WHERE t.customerId = c.id AND t.closedAt IS NULL)"
        case .hasNote: return "EXISTS (SELECT 1 FROM note n WHERE n.customerId = c.id)"
        default:
            let seen = actor.visibility.seesCustomer("d")
            return "EXISTS (SELECT 1 FROM customer d WHERE d.parentId = c.id AND d.erasedAt IS NULL AND \(seen))"
        }
    }

    private func statuses(where holds: (StatusSpecification) -> Bool) -> [Int64] {
        catalog.statuses.values.filter { holds($0.specification) }.map(\.id).sorted()
    }
}
