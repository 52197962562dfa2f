import Domain
import GRDB
import Glibc

/// What an erasure left and did.
public struct Erasure: Sendable {
    /// The anonymous number that the ledger has from now on.
    public let anonymousNumber: String
    /// Message-IDs of messages that were handed to a carrier: the spool may hold their texts.
    public let messageIDs: [String]
    public let customerIDs: [Int64]
    /// The customer's texts that could tell who it was; nil: not known any more.
    var traces: [String]?

    /// The same where the files have been rewritten already.
    public func withoutTraces() -> Erasure {
        var erasure = self
        erasure.traces = []
        return erasure
    }
}

extension Store {
    /// Removes everything that tells who a customer was, in one transaction: fields, notes, texts of tasks and messages, what the audit trail
    /// says of it. Periods, follow-ups and counts stay under an anonymous number.
    ///
    /// The bytes are still in the files afterwards; `removeTraces` sees to those.
    public func eraseCustomer(number: String, expectedVersion: Int?, by actor: Actor, now: Timestamp) async throws
        -> Erasure
    {
        try await write { db in
            let customer = try Self.find(db, number: number, actor: actor, expectedVersion: expectedVersion)
            let anonymous = "\(Self.erasedPrefix)\(customer.id)"
            let isSending = try Int.fetchOne(
                db, sql: "SELECT 1 FROM message WHERE customerId = ? AND state = 'sending'", arguments: [customer.id])
            guard isSending == nil else {
                throw StoreError(
                    .wrongState(state: MessageState.sending.rawValue),
                    "A message to customer \(number) is being sent this moment; try again when that is done.")
            }
            let traces = try Self.traces(db, customer)
            let row = try Row.fetchOne(
                db, sql: "SELECT number, name, department, email, phone, mobile, street FROM customer WHERE id = ?",
                arguments: [customer.id])
            let messageIDs = try String.fetchAll(
                db, sql: "SELECT messageId FROM message WHERE customerId = ?", arguments: [customer.id]
            )
            let end = max(now, customer.period.enteredAt)
            _ = try PeriodRows.close(db, customer.period, at: end, by: actor.name, now: end, as: .erased)
            try Self.blank(db, customer, anonymous: anonymous, now: now)
            try db.execute(sql: "INSERT INTO pendingErasure (customerId) VALUES (?)", arguments: [customer.id])
            // Parts of imports under way may hold the customer's row; whoever is at it begins again.
            try db.execute(sql: "DELETE FROM stagedImport")
            try Self.forgetSearches(db, customer, row, by: actor, now: now)
            try AuditRows.write(db, actor, "erase", .customer, anonymous, customerID: customer.id, now: now)
            // Deleted words stay in the index's segments until these are merged into one.
            try db.execute(sql: "INSERT INTO customerText (customerText) VALUES ('optimize')")
            Failpoint.reach("erasing")
            return Erasure(
                anonymousNumber: anonymous, messageIDs: messageIDs, customerIDs: [customer.id], traces: traces)
        }
    }

    /// A search that somebody kept, or exported by, can tell of one customer too: those go that name a text of its own which no other customer has.
    private static func forgetSearches(
        _ db: Database, _ customer: FoundCustomer, _ row: Row?, by actor: Actor, now: Timestamp
    ) throws {
        let own = Set((row?.map { String.fromDatabaseValue($0.1) } ?? []).compactMap { $0?.lowercased() })
        let words = Set(
            ["name", "department"].flatMap { SearchWords.of((row?[$0] as String?) ?? "") }.map { $0.lowercased() })
        func tells(_ rule: SearchRule) throws -> Bool {
            try rule.values.contains { value in
                guard case .text(let text) = value else { return false }
                if own.contains(text.lowercased()) { return try isAlone(text) }
                let asked = SearchWords.of(text.lowercased())
                guard rule.comparison == .contains, !asked.isEmpty else { return false }
                return try asked.allSatisfy { part in words.contains { $0.hasPrefix(part) } } && isAlone(text)
            }
        }
        func isAlone(_ text: String) throws -> Bool {
            let match = SearchWords.of(text).map { "\"\($0)\" *" }.joined(separator: " AND ")
            let others = try Int.fetchOne(
                db,
                sql: """
                    SELECT 1 FROM customer WHERE number = ?1 OR name = ?1 OR email = ?1 OR phone = ?1 OR mobile = ?1
                    UNION ALL SELECT 1 FROM customerText WHERE customerText MATCH ?2 LIMIT 1
                    """, arguments: [text, match.isEmpty ? "\"\"" : match])
            return others == nil
        }
        for search in try Row.fetchAll(db, sql: "SELECT * FROM savedSearch") {
            let saved = try savedSearch(search)
            guard try saved.expression.rules.contains(where: tells) else { continue }
            try db.execute(sql: "DELETE FROM savedSearch WHERE id = ?", arguments: [search["id"] as Int64])
            try db.execute(
                sql: "UPDATE audit SET before = NULL, after = NULL WHERE kind = 'search' AND subject = ? AND by = ?",
                arguments: [saved.code, saved.owner])
            try AuditRows.write(db, actor, "delete", .search, saved.code, now: now)
        }
        let exports = "SELECT id, after FROM audit WHERE kind = 'customer' AND subject = '-' AND action = 'export'"
        for export in try Row.fetchAll(db, sql: exports + " AND after IS NOT NULL") {
            let text = try AuditRows.texts(export["after"])["search"] ?? ""
            // What cannot be read any more may tell of anybody.
            if let search = try? SearchExpression(parsing: text), try !search.rules.contains(where: tells) { continue }
            try db.execute(sql: "UPDATE audit SET after = NULL WHERE id = ?", arguments: [export["id"] as Int64])
        }
    }

    private static func blank(_ db: Database, _ customer: FoundCustomer, anonymous: String, now: Timestamp) throws {
        let id = customer.id
        try db.execute(sql: "UPDATE customer SET parentId = NULL WHERE parentId = ?", arguments: [id])
        try AddressLists.forget(db, customerID: id)
        try db.execute(
            sql: "DELETE FROM taskNote WHERE taskId IN (SELECT id FROM task WHERE customerId = ?)", arguments: [id])
        try db.execute(
            sql: """
                UPDATE customer SET number = ?, name = '', department = NULL, parentId = NULL, ownerId = NULL, email = NULL, phone = NULL,
                    mobile = NULL, website = NULL, street = NULL, city = NULL, postalCode = NULL, country = NULL, accountType = NULL,
                    leadSource = NULL, birthday = NULL, anniversary = NULL, doNotMarket = 1, doNotCall = 1, optOutEmail = 1, optOutSms = 1,
                    optOutLetter = 1, lastPaymentOn = NULL, yearToDateSales = NULL, receivableBalance = NULL, lifetimeSales = NULL,
                    pausedUntil = NULL, version = version + 1, erasedAt = ?
                WHERE id = ?
                """, arguments: [anonymous, now, id])
        try db.execute(
            sql: """
                UPDATE followUp SET state = 'cancelled', reason = 'statusLeft', error = NULL, decidedAt = ?
                WHERE customerId = ? AND state IN ('planned', 'held', 'failed')
                """, arguments: [now, id])
        for table in ["customField", "customerTag", "note", "formerNumber"] {
            try db.execute(sql: "DELETE FROM \(table) WHERE customerId = ?", arguments: [id])
        }
        try db.execute(sql: "UPDATE statusPeriod SET note = '' WHERE customerId = ?", arguments: [id])
        try db.execute(
            sql: """
                UPDATE task SET subject = '', text = '', outcome = NULL, closedAt = coalesce(closedAt, ?), closedBy = coalesce(closedBy, 'erased'),
                    state = CASE WHEN closedAt IS NULL THEN 'cancelled' ELSE state END
                WHERE customerId = ?
                """, arguments: [now, id])
        try db.execute(
            sql:
                "UPDATE message SET state = 'cancelled', reason = 'erased', decidedAt = ? WHERE customerId = ? AND state = 'queued'",
            arguments: [now, id])
        try db.execute(
            sql: """
                UPDATE message SET subject = '', text = '', html = NULL, reason = CASE WHEN state IN ('failed', 'suppressed') THEN 'erased' ELSE reason END,
                    address = CASE WHEN address IS NULL THEN NULL ELSE '' END
                WHERE customerId = ?
                """, arguments: [id])
        try db.execute(
            sql: "UPDATE followUp SET error = 'erased' WHERE customerId = ? AND error IS NOT NULL", arguments: [id])
        try db.execute(
            sql: "UPDATE audit SET subject = ?, before = NULL, after = NULL WHERE customerId = ?",
            arguments: [anonymous, id])
    }

    /// What the customer can be told by: its own texts, long enough not to be found everywhere.
    private static func traces(_ db: Database, _ customer: FoundCustomer) throws -> [String] {
        let row = try Row.fetchOne(
            db,
            sql:
                "SELECT number, name, department, email, phone, mobile, website, street, birthday FROM customer WHERE id = ?",
            arguments: [customer.id])
        var texts = (row?.map { String.fromDatabaseValue($0.1) } ?? []).compactMap { $0 }
        for query in [
            "SELECT value FROM customField WHERE customerId = ?", "SELECT text FROM note WHERE customerId = ?",
            "SELECT note FROM statusPeriod WHERE customerId = ?",
            "SELECT number FROM formerNumber WHERE customerId = ?",
            // What a rule makes has nothing of the customer's but his fields.
            "SELECT subject FROM task WHERE customerId = ? AND followUpId IS NULL",
            "SELECT text FROM task WHERE customerId = ? AND followUpId IS NULL",
            "SELECT outcome FROM task WHERE customerId = ? AND outcome IS NOT NULL",
            "SELECT n.text FROM taskNote n JOIN task t ON t.id = n.taskId WHERE t.customerId = ?",
            "SELECT address FROM message WHERE customerId = ? AND address IS NOT NULL",
            "SELECT subject FROM message WHERE customerId = ? AND followUpId IS NULL",
            "SELECT text FROM message WHERE customerId = ? AND followUpId IS NULL",
        ] {
            texts += try String.fetchAll(db, sql: query, arguments: [customer.id])
        }
        // The full-text index keeps words in lower case. It shortens what neighbours share, so it is merged anew in any case.
        texts += (row?["name"] as String?).map(SearchWords.of)?.map { $0.lowercased() } ?? []
        return Set(texts).filter { $0.utf8.count >= 5 }.sorted()
    }

    /// Empties the log into the database file, and rewrites the file if any of the traces is still in it. Others may have the same texts; then
    /// the file is rewritten for nothing, which is the price of being sure.
    /// - Parameters:
    ///   - isAllElseDone: else the erasure is gone on with later.
    ///   - tell: called once a second while the file is rewritten.
    /// - Throws: `StoreError` `databaseRead` if somebody reads an older state for so long that it cannot be forgotten.
    public func removeTraces(
        of erasure: Erasure, isAllElseDone: Bool = true, tell: @escaping @Sendable () -> Void = {}
    ) async throws {
        try await emptyLog()
        if try await containsTraces(erasure) {
            try await rewrite(tell: tell)
            try await emptyLog()
        }
        guard isAllElseDone else { return }
        let done = erasure.customerIDs
        try await write { db in
            for id in done { try db.execute(sql: "DELETE FROM pendingErasure WHERE customerId = ?", arguments: [id]) }
        }
        try await emptyLog()
    }

    /// What is left to do of erasures that a crash, or something in their way, has interrupted; nil if there is nothing.
    /// - Parameter others: customers whose erasure is under way.
    public func interruptedErasures(besides others: Set<Int64> = []) async throws -> Erasure? {
        try await read { db in
            let ids = try Int64.fetchAll(db, sql: "SELECT customerId FROM pendingErasure").filter {
                !others.contains($0)
            }
            guard !ids.isEmpty else { return nil }
            let messageIDs = try ids.flatMap { id in
                try String.fetchAll(db, sql: "SELECT messageId FROM message WHERE customerId = ?", arguments: [id])
            }
            // What they could be told by is not known any more, so the files are rewritten in any case.
            return Erasure(anonymousNumber: "", messageIDs: messageIDs, customerIDs: ids, traces: nil)
        }
    }

    /// The new file is built beside the old one, for memory may not have the room.
    func rewrite(tell: @escaping @Sendable () -> Void = {}) async throws {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let cancellation = CancellationFlag()
        do {
            try await withTaskCancellationHandler {
                try await Task { [pool, file] in
                    try await pool.writeWithoutTransaction { db in
                        try db.execute(
                            sql: "PRAGMA temp_store_directory = \(folder.quotedForSQL); PRAGMA temp_store = FILE")
                        defer { try? db.execute(sql: "PRAGMA temp_store = MEMORY") }
                        let watch = ProgressWatch(until: cancellation, tell)
                        watch.start(db)
                        defer { watch.stop(db) }
                        try file?.rewriting {
                            try db.execute(sql: "VACUUM")
                            let size = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
                            return try Int64.fetchOne(db, sql: size) ?? 0
                        }
                    }
                }.value
            } onCancel: {
                cancellation.raise()
            }
        } catch {
            if cancellation.isRaised { throw CancellationError() }
            throw StoreError.translating(error)
        }
    }

    /// Whoever reads an older state keeps the log; he is waited for in short turns, so that operators may write in between.
    func emptyLog() async throws {
        for _ in 0..<20 where try await tryToEmptyLog(waiting: 100) {
            file?.logIsEmpty()
            return
        }
        throw StoreError(
            .databaseRead,
            "Somebody reads the database all the time, a backup or another program, and keeps what it was from being forgotten."
        )
    }

    private func tryToEmptyLog(waiting milliseconds: Int) async throws -> Bool {
        do {
            return try await Task { [pool] in
                try await pool.writeWithoutTransaction { db in
                    let usual = try Int.fetchOne(db, sql: "PRAGMA busy_timeout") ?? 0
                    try db.execute(sql: "PRAGMA busy_timeout = \(milliseconds)")
                    defer { try? db.execute(sql: "PRAGMA busy_timeout = \(usual)") }
                    _ = try db.checkpoint(.truncate)
                    return true
                }
            }.value
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return false
        } catch {
            throw StoreError.translating(error)
        }
    }

    private func containsTraces(_ erasure: Erasure) async throws -> Bool {
        guard let traces = erasure.traces, let file, let search = TraceSearch(traces) else { return true }
        if try await search.isFound(file.read) { return true }
        // Closing it ends no lock of SQLite's: those on the log lie in the file beside it.
        let log = open("\(path)-wal", O_RDONLY | O_CLOEXEC)
        guard log >= 0 else { return false }
        defer { Glibc.close(log) }
        return try await search.isFound { pread(log, $0.baseAddress, $0.count, off_t($1)) }
    }
}

extension String {
    /// As a text literal; a PRAGMA takes no bound values.
    fileprivate var quotedForSQL: String {
        "'\(split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
    }
}
