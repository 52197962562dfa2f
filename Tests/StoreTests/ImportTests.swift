import Domain
import Store
import TestKit
import Testing

@Suite("Importing customers")
struct ImportTests {
    private let office: Office

    init() async throws {
        office = try await Office()
        try await office.addCustomer("7")
    }

    /// Lines 2 to 8: three good ones, and four that are bad in different ways.
    private let rows: [ImportRow] = [
        ImportRow(line: 2, content: .success(.init(number: "1", [.name: "One", .owner: "ana"]))),
        ImportRow(line: 3, content: .failure(ImportRowError(reason: "has 3 columns, not 4"))),
        ImportRow(line: 4, content: .success(.init(number: "7", [.name: "Taken"]))),
        ImportRow(line: 5, content: .success(.init([.name: "", .email: "nowhere"]))),
        ImportRow(line: 6, content: .success(.init([.name: "Numbered"], custom: ["a": "b"]))),
        ImportRow(line: 7, content: .success(.init(number: "8", [.name: "Eight", .owner: "nobody"]))),
        ImportRow(line: 8, content: .success(.init(number: "9", [.name: "Nine", .parent: "1"]))),
    ]

    private func run(_ mode: ImportMode, _ rows: [ImportRow]? = nil) async throws -> ImportSummary {
        try await office.store.importCustomers(
            rows ?? self.rows, Store.ImportRules(mode: mode, backfill: .staff), by: "ana", now: Office.monday)
    }

    @Test("each: good rows go in, bad ones are reported with line and reason and leave no trace")
    func each() async throws {
        let summary = try await run(.each)
        #expect(summary.added == 3)
        #expect(summary.refused.map(\.line) == [3, 4, 5, 7])
        #expect(summary.refused[0].reason == "has 3 columns, not 4")
        #expect(summary.refused[1].reason.contains("7"))
        #expect(summary.refused[2].reason.contains("name is empty") && summary.refused[2].reason.contains("email"))
        #expect(summary.refused[3].reason.contains("nobody"))
        #expect(
            try await office.store.value("SELECT group_concat(number) FROM (SELECT number FROM customer ORDER BY id)")
                == "7,1,1001,9")
        #expect(try await office.store.value("SELECT count(*) FROM statusPeriod") == 4)
        #expect(try await office.store.value("SELECT count(*) FROM followUp") == 12)
    }

    @Test("atomic: all or nothing")
    func atomic() async throws {
        let before = try await office.store.contents()
        let refused = try await run(.atomic)
        #expect(refused.added == 0 && refused.refused.count == 4 && refused.plan == PlanCounts())
        #expect(try await office.store.contents() == before)
        let good = rows.filter { [2, 6, 8].contains($0.line) }
        #expect(try await run(.atomic, good).added == 3)
    }

    @Test("dry run: says what each would, and leaves no trace, not even in a counter")
    func dryRun() async throws {
        let before = try await office.store.contents()
        let dry = try await run(.dryRun)
        #expect(try await office.store.contents() == before)
        let real = try await run(.each)
        #expect(dry.added == real.added && dry.plan == real.plan)
        #expect(dry.refused.map(\.reason) == real.refused.map(\.reason))
    }

    @Test("the ends of time and the largest fields are refused or taken, and never end the process")
    func extremes() async throws {
        var drafts: [ImportedCustomer] = []
        for milliseconds in [Int64.min, -62_135_596_800_001, -1, .max] {
            drafts.append(
                ImportedCustomer([.name: "X"], entered: .at(Timestamp(milliseconds: milliseconds))))
        }
        for date in ["0001-01-01", "1582-10-10", "9999-12-31"] as [CivilDate] {
            drafts.append(ImportedCustomer([.name: "X"], entered: .on(date)))
            drafts.append(ImportedCustomer([.name: "X"], dueOn: date))
        }
        let summary = try await run(
            .each, drafts.enumerated().map { ImportRow(line: $0.offset, content: .success($0.element)) })
        #expect(summary.added + summary.refused.count == drafts.count)
        #expect(summary.added == 1)
        // Everything that went in can be read back.
        let page = try await office.store.customers(now: Office.monday)
        #expect(page.count == summary.added + 1)
        _ = try await office.followUps()
    }

    @Test(
        "rows that go in together leave what they leave one by one, whatever is among them",
        arguments: 1...12 as ClosedRange<UInt64>)
    func togetherOrNot(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let rows = (0..<Int.random(in: 2...250, using: &random)).map { line in
            ImportRow(line: line, content: .success(Self.randomCustomer(line, using: &random)))
        }
        func outcome(updates: Bool) async throws -> ([String: [String]], [String]) {
            let office = try await Office()
            try await office.addCustomer("7")
            // Where rows may be changes, each is looked at by itself.
            let summary = try await office.store.importCustomers(
                rows, Store.ImportRules(mode: .each, backfill: .all, updates: updates), by: "ana", now: Office.monday)
            var contents = try await office.store.contents()
            // Each stay has one of its own.
            contents["statusPeriod"] = contents["statusPeriod"]?.map {
                $0.replacing(/uuid:Data\([^)]*\)|uuid:[^ ]*/, with: "")
            }
            // The index's segments depend on how often it was written.
            for table in contents.keys where table.hasPrefix("customerText") || table.hasPrefix("sqlite") {
                contents[table] = nil
            }
            return (contents, summary.refused.map { "\($0.line) \($0.reason)" } + ["\(summary.added) \(summary.plan)"])
        }
        let together = try await outcome(updates: false)
        let alone = try await outcome(updates: true)
        #expect(together.1 == alone.1)
        for (table, rows) in alone.0 { #expect(together.0[table] == rows, "\(table)") }
    }

    /// Never two of one number, nor one that is given out by itself, which would be a change where changes are taken.
    private static func randomCustomer(_ line: Int, using random: inout SeededRandom) -> ImportedCustomer {
        func maybe<Value>(_ value: Value, _ random: inout SeededRandom) -> Value? {
            Int.random(in: 0..<4, using: &random) == 0 ? value : nil
        }
        var fields: [CustomerField: String] = [
            .name: maybe("", &random).flatMap { maybe($0, &random) } ?? "Customer \(line)"
        ]
        fields[.email] = maybe("c\(line)@example.org", &random)
        fields[.owner] = maybe("ana", &random) ?? maybe("nobody", &random)
        fields[.parent] = line > 0 ? maybe("C\(Int.random(in: 0..<line, using: &random))", &random) : nil
        fields[.birthday] = maybe("1980-02-29", &random)
        return ImportedCustomer(
            number: maybe("", &random) == nil ? "C\(line)" : nil,
            edit: CustomerEdit(
                fields: fields, customFields: maybe(["Lead": "\(line)"], &random) ?? [:],
                addedTags: maybe(["vip"], &random) ?? []),
            status: maybe("active", &random), entered: maybe(.on("2026-02-27"), &random),
            note: maybe("N", &random) ?? "",
            createdAt: maybe("2026-01-01T00:00:00Z", &random), activatedOn: maybe("2026-02-01", &random),
            pausedUntil: maybe("2026-06-01", &random))
    }

    @Test("staged parts come back in order, once, and only to who staged them")
    func staged() async throws {
        let store = office.store
        let id = try await store.stageImport(
            "b", firstLine: 10, terms: "name", into: nil, by: "ana", now: Office.monday)
        _ = try await store.stageImport("a", firstLine: 1, terms: "name", into: id, by: "ana", now: Office.monday)
        await #expect(throws: StoreError.self) {
            try await store.stageImport("c", firstLine: 20, terms: "name", into: id, by: "ben", now: Office.monday)
        }
        let refusal = await #expect(throws: StoreError.self) {
            try await store.stageImport("d", firstLine: 30, terms: "number", into: id, by: "ana", now: Office.monday)
        }
        #expect(refusal?.message.contains("another header") == true, "\(String(describing: refusal))")
        #expect(try await store.claimStagedImport(id, by: "ana") == 2)
        #expect(try await store.stagedPart(of: id, after: 0).text == "a")
        #expect(try await store.stagedPart(of: id, after: 1).text == "b")
        // Claimed, it is nobody else's, not even of who began it, and outlives what he begins then.
        await #expect(throws: StoreError.self) { try await store.claimStagedImport(id, by: "ana") }
        await #expect(throws: StoreError.self) {
            try await store.stageImport("e", firstLine: 40, terms: "name", into: id, by: "ana", now: Office.monday)
        }
        for _ in 0..<4 {
            _ = try await store.stageImport("f", firstLine: 1, terms: "name", into: nil, by: "ana", now: Office.monday)
        }
        #expect(try await store.stagedPart(of: id, after: 1).text == "b")
        try await store.endStagedImport(id)
        await #expect(throws: StoreError.self) { try await store.stagedPart(of: id, after: 0) }
        await #expect(throws: StoreError.self) { try await store.endStagedImport(id) }
        try await store.forgetStagedImports()
        #expect(try await store.value("SELECT count(*) FROM stagedImportPart") == 0)
    }
}
