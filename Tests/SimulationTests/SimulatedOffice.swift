import Domain
import Engine
import GRDB
import TestKit
import Testing

@testable import Store

/// The real store and firing at an office whose rules the naive model knows.
final class SimulatedOffice {
    static let start: Timestamp = "2024-01-03T08:00:00Z"
    /// Three days around each turn of the year, 1 May, and a Thursday in March.
    static let holidays: Set<CivilDate> = Set(
        (2024...2036).flatMap { year in
            [(12, 25), (12, 26), (1, 1), (5, 1), (3, 14)].compactMap { CivilDate(year: year, month: $0, day: $1) }
        })

    private let directory: TemporaryDirectory
    private var store: Store
    private let zones: [ZoneRules]
    private let maker = FollowUpMaker(renderer: TemplateRenderer())

    init(seed: UInt64) async throws {
        directory = try TemporaryDirectory()
        store = try Self.open(directory)
        zones = try ["Europe/Berlin", "America/Havana"].map(ZoneInfoDirectory.rules(for:))
        try await store.ensureDefaultCalendar(zone: "Europe/Berlin")
        var calendars = ["Europe/Berlin", "America/Havana"].map(CalendarSpecification.weekdays(zone:))
        calendars[1].code = "havana"
        for index in calendars.indices {
            calendars[index].holidays = Dictionary(uniqueKeysWithValues: Self.holidays.map { ($0, "Holiday") })
        }
        try await store.addUser(code: "ana", name: "Ana", email: "ana@office.example")
        _ = try await store.applyWorkflow(
            Workflow(
                calendars: calendars,
                branches: [BranchSpecification(code: "havana", name: "Havana", parent: nil, calendar: "havana")],
                statuses: [
                    WorkflowStatus(
                        status: StatusSpecification(
                            code: "lead", name: "Lead", duration: "5 business days", isInitial: true),
                        triggers: [
                            try Self.rule("call", [.when: "2 business days after entered at 10:00", .task: "Call"]),
                            try Self.rule("remind", [.when: "1 business day before due at 16:00", .task: "Remind"]),
                            try Self.rule(
                                "nag", [.when: "overdue at 10:00", .every: "1 week", .times: "4", .task: "Nag"]),
                            try Self.rule("birthday-lead", [.when: "birthday at 10:00", .task: "Wish"]),
                            try Self.rule("give-up", [.when: "40 days after due at 09:00", .moveTo: "dormant"]),
                        ]),
                    WorkflowStatus(
                        status: StatusSpecification(code: "client", name: "Client", duration: "30 days"),
                        triggers: [
                            try Self.rule("check", [.when: "overdue", .task: "Check"]),
                            try Self.rule("birthday-client", [.when: "birthday at 10:00", .task: "Wish"]),
                        ]),
                    WorkflowStatus(
                        status: StatusSpecification(code: "dormant", name: "Dormant"),
                        triggers: [
                            try Self.rule(
                                "wake",
                                [
                                    .when: "6 months after entered at 09:00", .every: "2 months", .times: "3",
                                    .task: "Wake",
                                ])
                        ]),
                ]))
    }

    private static func rule(_ code: String, _ fields: [TriggerForm.Field: String]) throws -> TriggerSpecification {
        try TriggerSpecification(code: code, name: code, TriggerForm(fields))
    }

    private static func open(_ directory: TemporaryDirectory) throws -> Store {
        let store = try Store(
            directory: try StateDirectory(path: "\(directory.path)/state"), zones: ZoneInfoDirectory.rules(for:))
        // Nothing here is lost by a power cut, and years of commits wait for no disk.
        try store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = OFF") }
        return store
    }

    func zone(_ number: Int) -> ZoneRules { zones[number % 2] }

    func add(_ number: Int, birthday: CivilDate, now: Timestamp) async throws {
        let details = CustomerDetails(
            name: "Customer \(number)", branch: number % 2 == 0 ? nil : "havana", owner: "ana", birthday: birthday)
        try await store.addCustomer(CustomerDraft(number: "\(number)", details: details), by: "root", now: now)
    }

    func move(_ number: Int, to status: String, now: Timestamp) async throws {
        _ = try await store.changeStatus(number: "\(number)", StatusChange(status: status), by: "ana", now: now)
    }

    /// - Parameter killedAfter: the store is lost after so many batches, and opened anew.
    /// - Returns: how many fired.
    func scan(at now: Timestamp, batch: Int, killedAfter: Int?) async throws -> Int {
        var fired = 0
        var batches = 0
        while true {
            let summary = try await store.fireDue(now: now, limit: batch) { [maker] in try maker.decide($0) }
            fired += summary.tasks + summary.moves
            try #require(summary.failed == 0)
            batches += 1
            if batches == killedAfter {
                try store.close()
                store = try Self.reopened(directory, &store)
            }
            if summary.examined == 0 { return fired }
        }
    }

    /// The lock is given up with the store that holds it.
    private static func reopened(_ directory: TemporaryDirectory, _ store: inout Store) throws -> Store {
        store = try Store(scratch: ZoneInfoDirectory.rules(for:))
        return try open(directory)
    }

    /// Holds the ledger against the model: nothing lost, nothing twice, nothing early, everything explained.
    func check(against model: NaiveOffice, now: Timestamp, what: String) async throws {
        let ledger = try await store.ledger()
        let fired = Set(ledger.fired)
        #expect(model.fired.subtracting(fired).sorted() == [], "\(what): lost")
        #expect(fired.subtracting(model.fired).sorted() == [], "\(what): fired for nothing")
        #expect(ledger.fired.count == fired.count, "\(what): fired twice")
        #expect(ledger.early == 0, "\(what): fired before its time")
        #expect(ledger.unexplained == 0, "\(what): withheld without a reason")
        #expect(ledger.unmade == 0, "\(what): fired, and made nothing")
        #expect(ledger.strays == 0, "\(what): made by nothing that fired, or twice")
    }
}

extension Store {
    fileprivate func ledger() async throws -> (
        fired: [NaiveOffice.Fired], early: Int, unexplained: Int, unmade: Int, strays: Int
    ) {
        try await read { db in
            let fired = try Row.fetchAll(
                db,
                sql: """
                    SELECT c.number, t.code, f.subjectKind, f.occurrence,
                        (SELECT count(*) FROM statusPeriod q WHERE q.customerId = f.customerId AND q.id < f.subjectId) AS stay
                    FROM followUp f JOIN customer c ON c.id = f.customerId JOIN "trigger" t ON t.id = f.triggerId WHERE f.state = 'fired'
                    """)
            func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
            return (
                fired.map {
                    NaiveOffice.Fired(
                        customer: Int($0["number"] as String) ?? -1, trigger: $0["code"],
                        stay: $0["subjectKind"] == "customer" ? -1 : $0["stay"], occurrence: $0["occurrence"])
                },
                try count("SELECT count(*) FROM followUp WHERE state = 'fired' AND decidedAt < fireAt"),
                try count("SELECT count(*) FROM followUp WHERE state NOT IN ('fired', 'planned') AND reason = 'none'"),
                try count(
                    """
                    SELECT count(*) FROM followUp f JOIN "trigger" t ON t.id = f.triggerId
                    WHERE f.state = 'fired' AND t.action = 'task' AND NOT EXISTS (SELECT 1 FROM task WHERE followUpId = f.id)
                    """),
                try count(
                    """
                    SELECT (SELECT count(*) FROM task) - (SELECT count(*) FROM followUp f JOIN "trigger" t ON t.id = f.triggerId
                        WHERE f.state = 'fired' AND t.action = 'task')
                    """)
            )
        }
    }
}
