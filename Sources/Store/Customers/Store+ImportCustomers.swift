import Domain
import GRDB

/// What an import did, or would do.
public struct ImportSummary: Sendable {
    public var added = 0
    public var updated = 0
    /// Known already, and as the file says.
    public var unchanged = 0
    public var plan = PlanCounts()
    public var refused: [(line: Int, reason: String)] = []

    public init() {}
}

/// What an import does with its rows.
public enum ImportMode: String, CaseIterable, Sendable {
    /// Good rows go in, bad ones are reported.
    case each
    /// All or nothing.
    case atomic
    /// Nothing goes in; the report says what would.
    case dryRun = "dry_run"
}

extension Store {
    /// How rows are taken.
    public struct ImportRules: Sendable {
        public var mode: ImportMode
        public var backfill: Backfill
        /// A row whose number is known changes that customer; otherwise it is refused.
        public var updates: Bool

        public init(mode: ImportMode, backfill: Backfill, updates: Bool = false) {
            self.mode = mode
            self.backfill = backfill
            self.updates = updates
        }
    }

    /// Adds or changes the rows' customers in one transaction. With `each`, a bad row leaves no trace and does not stop the others.
    public func importCustomers(
        _ rows: [ImportRow], _ rules: ImportRules, by actor: Actor, now: Timestamp
    ) async throws -> ImportSummary {
        do {
            let summary = try await write { [self] db in
                var summary = ImportSummary()
                var rest = rows[...]
                while !rest.isEmpty {
                    let group = rest.prefix(Self.rowsTogether)
                    rest = rest.dropFirst(group.count)
                    if try !importTogether(db, group, rules, by: actor, now: now, into: &summary) {
                        for row in group { try importRow(db, row, rules, by: actor, now: now, into: &summary) }
                    }
                    Failpoint.reach("import-group")
                }
                // The transaction itself is undone: in a savepoint around the rows' own, SQLite would walk through all that it has kept for it
                // at the end of each row.
                switch rules.mode {
                case .each: break
                case .atomic: if !summary.refused.isEmpty { throw UndoneImport(summary: summary) }
                case .dryRun: throw UndoneImport(summary: summary)
                }
                return summary
            }
            Failpoint.reach("imported")
            return summary
        } catch let undone as UndoneImport {
            guard rules.mode == .atomic else { return undone.summary }
            var summary = ImportSummary()
            summary.refused = undone.summary.refused
            return summary
        }
    }

    /// What an import would have done, or why it did nothing.
    private struct UndoneImport: Error {
        let summary: ImportSummary
    }

    /// How many rows share a savepoint. Each end of one makes the full-text index write what it has gathered, which for a row costs as much as the
    /// row itself.
    private static let rowsTogether = 2 * RowsToInsert.mostTogether

    /// Takes all of these rows, or none if one of them is bad.
    private func importTogether(
        _ db: Database, _ rows: ArraySlice<ImportRow>, _ rules: ImportRules, by actor: Actor, now: Timestamp,
        into summary: inout ImportSummary
    ) throws -> Bool {
        var attempt = summary
        do {
            try db.inSavepoint {
                var plain: [(ImportedCustomer, NewCustomer)] = []
                for row in rows {
                    let customer = try row.content.get()
                    if customer.canGoTogether, !rules.updates {
                        plain.append((customer, try newCustomer(db, customer, by: actor, now: now)))
                    } else {
                        // It may be about one of those.
                        try add(db, plain, rules, by: actor, now: now, into: &attempt)
                        plain.removeAll()
                        try take(db, customer, rules, by: actor, now: now, into: &attempt)
                    }
                }
                try add(db, plain, rules, by: actor, now: now, into: &attempt)
                return .commit
            }
        } catch {
            guard Self.objection(of: error) != nil else { throw error }
            return false
        }
        summary = attempt
        return true
    }

    /// Why a row is refused, if it is the row's own fault.
    private static func objection(of error: any Error) -> String? {
        switch error {
        case let error as ImportRowError: error.reason
        case let error as CustomerFieldError: error.description
        case let error as StoreError: error.message
        // Two of the same number, say, that come together.
        case let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT:
            "the database refuses it; please report this"
        default: nil
        }
    }

    private func importRow(
        _ db: Database, _ row: ImportRow, _ rules: ImportRules, by actor: Actor, now: Timestamp,
        into summary: inout ImportSummary
    ) throws {
        do {
            let customer = try row.content.get()
            var attempt = summary
            try db.inSavepoint {
                try take(db, customer, rules, by: actor, now: now, into: &attempt)
                return .commit
            }
            summary = attempt
        } catch {
            guard let objection = Self.objection(of: error) else { throw error }
            summary.refused.append((row.line, objection))
        }
    }

    private func take(
        _ db: Database, _ customer: ImportedCustomer, _ rules: ImportRules, by actor: Actor, now: Timestamp,
        into summary: inout ImportSummary
    ) throws {
        if rules.updates, let number = customer.number, let known = try Self.known(db, number: number, actor: actor) {
            guard known.number == number else {
                throw ImportRowError(reason: "customer \(number) was merged into \(known.number); change that one")
            }
            if try change(db, known, customer, rules, by: actor, now: now) {
                summary.updated += 1
            } else {
                summary.unchanged += 1
            }
            return
        }
        guard customer.history.isEmpty else {
            let added = try addWithHistory(db, customer, backfill: rules.backfill, by: actor, now: now)
            var audit = AuditRows.toInsert
            try record(db, customer, added, by: actor, now: now, in: &audit, into: &summary)
            try audit.write(db)
            return
        }
        let new = try newCustomer(db, customer, by: actor, now: now)
        try add(db, [(customer, new)], rules, by: actor, now: now, into: &summary)
    }

    private func newCustomer(
        _ db: Database, _ customer: ImportedCustomer, by actor: Actor, now: Timestamp
    ) throws -> NewCustomer {
        var new = try newCustomer(db, try Self.draft(customer), by: actor, now: now)
        new.createdAt = min(customer.createdAt ?? now, now)
        new.activatedOn = customer.activatedOn
        new.pausedUntil = customer.pausedUntil
        return new
    }

    static func draft(_ customer: ImportedCustomer) throws -> CustomerDraft {
        let draft = try customer.draft()
        let objections = draft.objections()
        guard objections.isEmpty else { throw ImportRowError(reason: objections.joined(separator: "; ")) }
        return draft
    }

    private func add(
        _ db: Database, _ customers: [(ImportedCustomer, NewCustomer)], _ rules: ImportRules, by actor: Actor,
        now: Timestamp, into summary: inout ImportSummary
    ) throws {
        let added = try insertCustomers(db, customers.map(\.1), now: now, backfill: rules.backfill)
        var audit = AuditRows.toInsert
        for ((customer, _), added) in zip(customers, added) {
            try record(db, customer, added, by: actor, now: now, in: &audit, into: &summary)
        }
        try audit.write(db)
    }

    /// What a customer who has been added brought along, and that he was.
    private func record(
        _ db: Database, _ customer: ImportedCustomer, _ added: InsertedCustomer, by actor: Actor, now: Timestamp,
        in audit: inout RowsToInsert, into summary: inout ImportSummary
    ) throws {
        try Self.insertRecords(db, customer, customerID: added.id, now: now)
        audit.append(
            try AuditRows.values(
                actor, "import", .customer, added.number, customerID: added.id,
                after: ["status": added.status.code], now: now))
        summary.added += 1
        summary.plan += added.plan
    }

    /// The notes, and the numbers of customers that were merged into this one, of an exported customer.
    private static func insertRecords(
        _ db: Database, _ customer: ImportedCustomer, customerID: Int64, now: Timestamp
    ) throws {
        for note in customer.notes {
            guard note.at >= earliestEntry.milliseconds, note.at <= now.milliseconds else {
                throw ImportRowError(reason: "a note of it is from before 1900, or from the future")
            }
            try validate(("note", note.text, .body), ("by", note.by, .name))
            try db.cachedStatement(sql: "INSERT INTO note (customerId, at, by, text) VALUES (?, ?, ?, ?)")
                .execute(arguments: [customerID, note.at, note.by, note.text])
        }
        for number in customer.formerNumbers {
            try validate(("formerNumbers", number, .number))
            try requireFree(db, number: number)
            try db.cachedStatement(sql: "INSERT INTO formerNumber (number, customerId) VALUES (?, ?)")
                .execute(arguments: [number, customerID])
            try keepAhead(db, of: number)
        }
    }

    private static func known(_ db: Database, number: String, actor: Actor) throws -> FoundCustomer? {
        do {
            return try find(db, number: number, actor: actor)
        } catch let error as StoreError where error.code == .customerNotFound(number: number) {
            return nil
        }
    }

    /// Makes a known customer as its row says: fields, then status, then due date.
    /// - Returns: whether anything was changed.
    private func change(
        _ db: Database, _ known: FoundCustomer, _ customer: ImportedCustomer, _ rules: ImportRules, by actor: Actor,
        now: Timestamp
    ) throws -> Bool {
        var isChanged = try update(db, known, customer.edit, isImported: true, by: actor, now: now)
        let catalog = try catalog(db)
        let present = try catalog.status(id: known.period.statusID)
        if let status = customer.status, try catalog.status(code: status).id != present.id {
            var change = StatusChange(status: status)
            change.reason = customer.reason
            change.note = customer.note
            change.dueOn = customer.dueOn
            change.entered = customer.entered
            change.backfill = rules.backfill
            _ = try changeStatus(db, try Self.find(db, number: known.number, actor: actor), change, by: actor, now: now)
            isChanged = true
        } else if let dueOn = customer.dueOn, dueOn != known.period.due?.on {
            let moved = try Self.find(db, number: known.number, actor: actor)
            _ = try setDueDate(db, moved, on: dueOn, by: actor, now: now)
            isChanged = true
        }
        if let pausedUntil = customer.pausedUntil, pausedUntil != known.pausedUntil {
            let paused = try Self.find(db, number: known.number, actor: actor)
            try pause(db, paused, until: pausedUntil, by: actor, now: now)
            isChanged = true
        }
        return isChanged
    }
}
