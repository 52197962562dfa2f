import Domain
import Engine
import Store
import TestKit
import Testing

@Suite("The storm guard")
struct StormTests {
    private func scanner(
        of office: Office, threshold: Int, batch: Int = 500, events: EventRecorder = EventRecorder()
    ) throws -> DueScanner {
        var configuration = DueScanner.Configuration()
        configuration.batch = batch
        configuration.stormThreshold = threshold
        return try DueScanner(
            store: office.store, maker: FollowUpMaker(renderer: TemplateRenderer()), clock: ManualClock(Office.monday),
            configuration: configuration, events: events.log, condition: EngineCondition(events: events.log)
        ) {}
    }

    @Test("a storm holds all but tasks until it is released; then wishes and time are asked again")
    func storm() async throws {
        let office = try await Office.ruled([
            try rule("task", [.when: "entered", .task: "T"]),
            try rule("mail", [.when: "entered", .template: "hello", .skipAfter: "2 days"]),
            try rule("move", [.when: "1 hour after entered", .moveTo: "elsewhere"]),
        ])
        for number in 1...10 { try await office.add("\(number)") }
        let events = EventRecorder()
        let scanner = try scanner(of: office, threshold: 25, events: events)
        let now = Office.monday.adding(seconds: 7_200)
        let summary = try await scanner.runOnce(now: now)
        try #require(summary.held == 20 && summary.firing.tasks == 10 && summary.firing.messages == 0)
        await events.wait(for: .stormHeld)
        #expect(try await office.store.health(now: now).heldFollowUps == 20)
        #expect(try await scanner.runOnce(now: now).firing.examined == 0)
        _ = try await office.store.updateCustomer(
            number: "1", CustomerEdit(fields: [.optOuts: "email"]), expectedVersion: nil, by: "ana", now: now)
        #expect(try await office.store.releaseFollowUps(trigger: "mail", limit: 100, by: "ana", now: now) == 10)
        let released = try await scanner.runOnce(now: now)
        #expect(released.held == 0 && released.firing.messages == 9 && released.firing.withheld == 1)
        #expect(try await office.store.releaseFollowUps(limit: 100, by: "ana", now: now) == 10)
        #expect(try await scanner.runOnce(now: now).firing.moves == 10)
    }

    @Test("a storm that comes bit by bit is one too: an import fired as it goes, a new rule that makes up for the past")
    func slowStorm() async throws {
        let office = try await Office.ruled([
            try rule("mail", [.when: "entered", .template: "hello"]), try rule("task", [.when: "entered", .task: "T"]),
        ])
        let scanner = try scanner(of: office, threshold: 20, batch: 4)
        func sent() async throws -> Int { try await office.toCustomers().count }
        var now = Office.monday
        for number in 1...60 {
            now = now.adding(seconds: 5)
            try await office.add("\(number)", now: now)
            _ = try await scanner.runOnce(now: now)
        }
        #expect((15...20).contains(try await sent()))
        let first = try await sent()
        #expect(try await office.tasks().count == 60)
        #expect(try await office.store.health(now: now).heldFollowUps == 60 - first)
        // What is let go is no storm, and makes none of what comes after.
        _ = try await office.store.releaseFollowUps(limit: 100, by: "root", now: now)
        #expect(try await scanner.runOnce(now: now).held == 0)
        #expect(try await sent() == 60)
        scanner.forgetStorm()
        try await office.add("61", now: now)
        _ = try await scanner.runOnce(now: now)
        #expect(try await sent() == 61)
        now = now.adding(seconds: 700)
        for number in 62...75 {
            try await office.add("\(number)", now: now)
            _ = try await scanner.runOnce(now: now)
        }
        #expect(try await sent() == 75, "what fired long ago does not count")
        now = now.adding(seconds: 700)
        try await office.store.addTrigger(
            try rule("again", [.when: "entered", .template: "hello"]), status: "watched", backfill: .all, by: "root",
            now: now)
        _ = try await scanner.runOnce(now: now)
        #expect((75...75 + 20).contains(try await sent()))
        #expect(try await office.store.health(now: now).heldFollowUps == 75 + 75 - sent())
    }

    @Test("work that comes due while the guard looks does not slip through", .timeLimit(.minutes(1)))
    func crowdedStorm() async throws {
        let office = try await Office.ruled([
            try rule("mail", [.when: "entered", .template: "hello"]), try rule("task", [.when: "entered", .task: "T"]),
        ])
        let scanner = try scanner(of: office, threshold: 20, batch: 7)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for file in 0..<6 {
                group.addTask {
                    for part in 0..<4 {
                        let rows = (0..<25).map { row in
                            let number = "\(file * 1_000 + part * 100 + row)"
                            return ImportRow(
                                line: row,
                                content: .success(
                                    ImportedCustomer(
                                        number: number, [.name: "N", .email: "c\(number)@example.org"])))
                        }
                        _ = try await office.store.importCustomers(
                            rows, Store.ImportRules(mode: .each, backfill: .all), by: "root", now: Office.monday)
                    }
                }
            }
            for _ in 0..<60 { _ = try await scanner.runOnce(now: Office.monday) }
            try await group.waitForAll()
        }
        _ = try await scanner.runOnce(now: Office.monday)
        let sent = try await office.store.health(now: Office.monday).queuedMessages
        #expect(sent <= 20)
        #expect(try await office.store.health(now: Office.monday).heldFollowUps == 600 - sent)
        #expect(try await office.store.health(now: Office.monday).openTasks == 600)
    }
}
