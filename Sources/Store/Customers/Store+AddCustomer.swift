import Domain
import GRDB

/// What adding a customer made.
public struct AddedCustomer: Hashable, Sendable {
    public let number: String
    public let plan: PlanCounts
    /// Customers whom the new one may be: the same, added before.
    public let duplicates: [DuplicateCustomer]
}

extension Store {
    /// Adds a customer with its first status period and that period's plan, in one transaction.
    /// - Parameter refusesDuplicates: throw `possibleDuplicate` instead of adding one that seems to be there already.
    @discardableResult
    public func addCustomer(
        _ draft: CustomerDraft, by actor: Actor, now: Timestamp, backfill: Backfill = .staff,
        refusesDuplicates: Bool = false
    ) async throws -> AddedCustomer {
        try await write { [self] db in
            let objections = draft.objections()
            guard objections.isEmpty else { throw StoreError(objections: objections) }
            let duplicates = try Self.duplicates(db, of: draft.details, excluding: nil, for: actor)
            if refusesDuplicates, let first = duplicates.first {
                throw StoreError(
                    .possibleDuplicate(numbers: duplicates.map(\.number)),
                    "Customer \(first.number) has \(first.reasons.joined(separator: " and ")); look whether it is the same, or add it without refusing duplicates."
                )
            }
            let added = try insertCustomers(
                db, [newCustomer(db, draft, by: actor, now: now)], now: now, backfill: backfill)[0]
            try guardEntry(db, added, draft, now: now)
            try AuditRows.write(
                db, actor, "add", .customer, added.number, customerID: added.id,
                after: CustomerTexts.of(draft.details).merging(["status": added.status.code]) { $1 }, now: now)
            return AddedCustomer(number: added.number, plan: added.plan, duplicates: duplicates)
        }
    }

    /// Whom somebody adds by hand has to fulfil what the status asks of those who enter. An import records what was true elsewhere, and may
    /// put a customer anywhere.
    private func guardEntry(_ db: Database, _ added: InsertedCustomer, _ draft: CustomerDraft, now: Timestamp) throws {
        var objections: [String] = []
        if let rule = added.status.specification.entryRule,
            try !StatusChangeCheck.holds(db, rule, customerID: added.id, catalog: catalog(db), now: now)
        {
            objections.append("the entry rule of status \(added.status.code) does not hold: \(rule)")
        }
        if added.status.specification.isReasonRequired, draft.reason == nil {
            objections.append(StatusChangeCheck.needsReason(added.status))
        }
        guard objections.isEmpty else { throw StoreError(objections: objections) }
    }

    /// What numbers of erased customers begin with; nobody else gets such a number.
    static let erasedPrefix = "erased-"

    static func requireFree(_ db: Database, number: String) throws {
        guard try number.hasPrefix(erasedPrefix) || isTaken(db, number: number) else { return }
        throw StoreError(
            .numberUnavailable(number: number),
            "The customer number \(number) is not available; choose another, or none.")
    }

    /// A year beyond these is a slip of the hand, and its end may not be an instant that can be written.
    static func requireDueDate(_ date: CivilDate?) throws {
        guard let date, !(1900...9998).contains(date.year) else { return }
        throw StoreError.invalid("dueOn", "is not in the years 1900 to 9998")
    }

    /// 1900-01-01; what lies before it is a mistake, and no zone file knows much of it.
    static let earliestEntry = Timestamp(milliseconds: -2_208_988_800_000)

    /// A day means its start; a day or instant to come is refused, since history is what has happened.
    static func instant(
        of entry: CustomerDraft.EntryTime?, calendar: BusinessCalendar, now: Timestamp
    ) throws -> Timestamp {
        let instant: Timestamp
        switch entry {
        case nil: return now
        case .at(let given): instant = given
        case .on(let date): instant = calendar.zone.startOfDay(date)
        }
        guard instant <= now else { throw StoreError.invalid("enteredAt", "lies in the future") }
        guard instant >= earliestEntry else { throw StoreError.invalid("enteredAt", "lies before the year 1900") }
        return instant
    }

    /// Counts on from the largest plain number ever given, so that what people take is never met again.
    static func nextCustomerNumber(_ db: Database) throws -> String {
        String(try Int64.fetchOne(db.cachedStatement(sql: "SELECT next FROM customerNumber")) ?? 1)
    }

    static func keepAhead(_ db: Database, of number: String) throws {
        guard let value = Int64(number), (1..<largestCountedNumber).contains(value) else { return }
        try db.cachedStatement(sql: "UPDATE customerNumber SET next = ? WHERE next <= ?").execute(arguments: [
            value + 1, value,
        ])
    }

    /// A number beyond it, such as one somebody mistyped, is not counted on from.
    private static let largestCountedNumber: Int64 = 1_000_000_000_000_000
}

extension StoreError {
    init(objections: [String]) {
        self.init(
            .changeRejected(reasons: objections), "The customer is refused: \(objections.joined(separator: "; ")).")
    }
}

/// A customer's fields as texts by their names, for the audit trail.
enum CustomerTexts {
    static func of(_ details: CustomerDetails) -> [String: String] {
        var texts: [String: String] = [:]
        for field in CustomerField.allCases { texts[field.rawValue] = field.text(in: details) }
        for (name, value) in details.customFields { texts["custom.\(name)"] = value }
        return texts.filter { !$0.value.isEmpty }
    }
}
