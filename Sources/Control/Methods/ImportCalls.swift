import ControlAPI
import Domain
import Engine
import Store

/// Import of customers, a batch a call. What has to go in whole or not at all is staged until its last batch has come, so that no call
/// leaves the writer waiting for the next.
struct ImportCalls: Sendable {
    typealias Import = CustomersMethods.Import

    /// Of one call, and of all that goes in whole or not at all: that is one transaction, in which nobody else can write, and this many rows take some
    /// seconds. A row takes some hundred bytes of memory, however short it is.
    static let mostRows = 50_000

    let context: ControlContext

    func importRows(_ parameters: Import.Parameters, _ actor: Actor) async throws -> Import.Reply {
        let mode = try ControlFailure.word("mode", parameters.mode, default: ImportMode.each)
        let backfill = try ControlFailure.word("backfill", parameters.backfill, default: Backfill.staff)
        let (isStrict, updates) = (parameters.strict ?? false, parameters.update ?? false)
        let columns = try CustomerColumns(header: parameters.header, strict: isStrict, updates: updates)
        let rules = Store.ImportRules(mode: mode, backfill: backfill, updates: updates)
        let firstLine = min(max(parameters.firstLine, 1), 1 << 40)
        guard mode != .each else {
            var rows: [ImportRow] = []
            guard
                Self.read(
                    parameters.csv, firstLine: firstLine, columns: columns, into: &rows, upTo: Self.mostRows)
            else {
                throw ControlFailure.invalidValue(
                    "csv", "has more than \(Self.mostRows) rows in one call; send it in smaller parts")
            }
            return try await run(rows, rules, actor)
        }
        let identifier = try await context.store.stageImport(
            parameters.csv, firstLine: firstLine,
            terms: "\(parameters.header) \(mode) \(backfill) \(isStrict) \(updates)", into: parameters.importId,
            by: actor, now: context.now())
        guard parameters.last == true else {
            return Import.Reply(
                importId: identifier, added: 0, updated: 0, unchanged: 0, firesNow: 0, firesLater: 0, skipped: 0,
                refused: [])
        }
        let parts = try await context.store.claimStagedImport(identifier, by: actor)
        let rows: [ImportRow]?
        do {
            rows = try await stagedRows(of: identifier, parts: parts, columns)
        } catch {
            try? await context.store.endStagedImport(identifier)
            throw error
        }
        try await context.store.endStagedImport(identifier)
        guard let rows else {
            throw ControlFailure.invalidValue(
                "csv",
                "has more than \(Self.mostRows) rows, too many to take all or none; import it in parts, or with bad rows left out"
            )
        }
        return try await run(rows, rules, actor)
    }

    /// - Returns: nil if there are more rows than may go in at once.
    private func stagedRows(of identifier: Int64, parts: Int, _ columns: CustomerColumns) async throws -> [ImportRow]? {
        var rows: [ImportRow] = []
        var line = 0
        for _ in 0..<parts {
            let part = try await context.store.stagedPart(of: identifier, after: line)
            line = part.firstLine
            guard Self.read(part.text, firstLine: line, columns: columns, into: &rows, upTo: Self.mostRows) else {
                return nil
            }
        }
        return rows
    }

    private func run(_ rows: [ImportRow], _ rules: Store.ImportRules, _ actor: Actor) async throws -> Import.Reply {
        let summary = try await context.store.importCustomers(rows, rules, by: actor, now: context.now())
        if summary.added + summary.updated > 0 && rules.mode != .dryRun {
            context.engine.scanner.nudge()
            context.engine.events.record(
                Event(
                    .customersImported,
                    [
                        "by": actor.name, "added": summary.added, "updated": summary.updated,
                        "refused": summary.refused.count,
                    ]))
        }
        return Import.Reply(
            added: summary.added, updated: summary.updated, unchanged: summary.unchanged,
            firesNow: summary.plan.firesNow,
            firesLater: summary.plan.firesLater, skipped: summary.plan.skipped,
            refused: summary.refused.map { CustomersMethods.RefusedRow(line: $0.line, reason: $0.reason) })
    }

    /// - Returns: false if there are more rows than so many.
    private static func read(
        _ csv: String, firstLine: Int, columns: CustomerColumns, into rows: inout [ImportRow], upTo most: Int
    ) -> Bool {
        var reader = CSVReader(csv, firstLine: firstLine)
        while rows.count <= most {
            do {
                guard let record = try reader.next() else { return true }
                let customer = Result { () throws(ImportRowError) in try columns.customer(record.fields) }
                rows.append(ImportRow(line: record.line, content: customer))
            } catch {
                rows.append(ImportRow(line: error.line, content: .failure(ImportRowError(reason: error.reason))))
                if case .unclosedQuote = error { return true }
            }
        }
        return false
    }
}

extension CSVReader.Failure {
    fileprivate var line: Int {
        switch self {
        case .unclosedQuote(let line), .strayQuote(let line), .nul(let line): line
        }
    }

    fileprivate var reason: String {
        switch self {
        case .unclosedQuote: "a quote is never closed"
        case .strayQuote: "a quote stands inside a field; put the whole field in quotes and double those within"
        case .nul: "it holds a NUL byte"
        }
    }
}
