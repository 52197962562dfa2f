import ControlAPI
import TestKit
import Testing
import Varlink

/// A small office whose every outcome is known beforehand, however often the daemon dies on the way to it.
///
/// Of status P, entered two days before its due date's passing, everything is late at once; of status N, entered at
/// the import, some is due at once, some a second later, some two. A task of each customer is due in a month.
struct CrashScenario {
    static let late = 40
    static let fresh = 20
    static let customers = late + fresh
    /// One a customer: the task due in a month.
    static let planned = customers
    static let messageTriggers = ["P": ["p-mail", "p-late-mail", "p-owner"], "N": ["n-mail", "n-second", "n-owner"]]
    static let taskTriggers = ["P": ["p-call", "p-overdue"], "N": ["n-call", "n-overdue"]]
    static let header = ["number", "name", "owner", "email", "status", "enteredAt"]

    static let workflow = """
        followupd: 1
        calendars:
          - { code: default, zone: UTC }
        templates:
          - { code: letter, subject: "About {{customer.number}}", text: "Dear {{customer.name}}, this is {{status.code}}." }
        statuses:
          - code: P
            duration: 2 days
            initial: true
            triggers:
              - { code: p-call, when: entered, task: "Call {{customer.number}}" }
              - { code: p-mail, when: entered, email: letter }
              - { code: p-reminder, when: 1 hour before due, email: letter }
              - { code: p-overdue, when: overdue, task: "Overdue {{customer.number}}" }
              - { code: p-late-mail, when: 1 hour after overdue, email: letter }
              - { code: p-owner, when: overdue, email: letter, recipient: owner }
              - { code: p-month, when: 40 days after entered, task: "A month later" }
          - code: N
            duration: 2 seconds
            triggers:
              - { code: n-call, when: entered, task: "Call {{customer.number}}" }
              - { code: n-mail, when: entered, email: letter }
              - { code: n-second, when: 1 second after entered, email: letter }
              - { code: n-overdue, when: overdue, task: "Overdue {{customer.number}}" }
              - { code: n-owner, when: overdue, email: letter, recipient: owner }
              - { code: n-month, when: 40 days after entered, task: "A month later" }
        """

    let daemon: DaemonFixture

    func prepare() async throws {
        try await daemon.apply(Self.workflow)
        try await daemon.call(AccessMethods.AddUser.self, .init(code: "ana", name: "Ana", email: "ana@example.com"))
    }

    /// Adds the customers of the range, past ones first. A daemon that dies meanwhile is no error: the import has
    /// gone in whole or not at all.
    /// - Parameter client: otherwise over a connection of its own.
    func importCustomers(_ range: Range<Int> = 0..<customers, over client: VarlinkClient? = nil) async throws {
        let day = try await run(["date", "-u", "-d", "5 days ago", "+%Y-%m-%d"]).output.split(separator: "\n")[0]
        let csv: String = range.map { index in
            let entry = index < Self.late ? "P,\(day)" : "N,"
            return "\(1_000 + index),Customer \(index),ana,customer-\(index)@example.com,\(entry)\n"
        }.joined()
        let rows = CustomersMethods.Import.Parameters(header: Self.header, csv: csv, firstLine: 2, backfill: "all")
        if let client {
            _ = try await client.call(CustomersMethods.Import.self, rows)
        } else {
            _ = try? await daemon.call(CustomersMethods.Import.self, rows)
        }
    }

    /// Everything once, nothing early, nothing left over.
    /// - Parameter deaths: How often the daemon died: each may cost every message in flight an attempt.
    /// - Throws: `TestFailure` if the database cannot be read.
    func expectOutcome(deaths: Int) async throws {
        try await daemon.expectWhole()
        try await expectFollowUps()
        try await expectTasks()
        try await expectMessages(deaths: deaths)
    }

    private func expectFollowUps() async throws {
        let states = try await daemon.rows(
            "SELECT state, reason, count(*) FROM followUp GROUP BY state, reason ORDER BY state, reason")
        let fired = Self.customers * 5
        #expect(states == ["fired|none|\(fired)", "planned|none|\(Self.planned)", "skipped|basisPassed|\(Self.late)"])
        #expect(
            try await daemon.number("SELECT count(*) FROM followUp WHERE state = 'fired' AND decidedAt < fireAt") == 0)
        #expect(try await daemon.number("SELECT count(*) FROM statusPeriod") == Self.customers)
    }

    private func expectTasks() async throws {
        let tasks = try await daemon.rows(
            """
            SELECT c.number, tr.code FROM task t JOIN customer c ON c.id = t.customerId
            JOIN followUp f ON f.id = t.followUpId JOIN "trigger" tr ON tr.id = f.triggerId ORDER BY 1, 2
            """)
        let expected = (0..<Self.customers).flatMap { index in
            (Self.taskTriggers[index < Self.late ? "P" : "N"] ?? []).map { "\(1_000 + index)|\($0)" }
        }
        #expect(tasks == expected)
        // By the clock alone, not by what was planned.
        #expect(try await daemon.number(Self.early("task", "n-overdue", milliseconds: 2_000)) == 0)
    }

    private func expectMessages(deaths: Int) async throws {
        var expected: [String] = []
        for period in try await daemon.rows(
            "SELECT lower(hex(p.uuid)), s.code FROM statusPeriod p JOIN status s ON s.id = p.statusId")
        {
            let parts = period.split(separator: "|")
            expected += (Self.messageTriggers[String(parts[1])] ?? []).map {
                "\(parts[0]).\($0).0.0.0@followupd.invalid"
            }
        }
        #expect(expected.count == Self.customers * 3)
        let states = try await daemon.rows("SELECT state, count(*) FROM message GROUP BY state")
        #expect(states == ["sent|\(expected.count)"])
        let stored = try await daemon.rows("SELECT trim(messageId, '<>') FROM message ORDER BY 1")
        #expect(stored == expected.sorted())
        #expect(try namesInDirectory(daemon.spoolPath) == expected.map { "\($0).eml" }.sorted())
        #expect(try await daemon.number(Self.early("message", "n-second", milliseconds: 1_000)) == 0)
        #expect(try await daemon.number(Self.early("message", "n-owner", milliseconds: 2_000)) == 0)
        // Eight are in flight at a time.
        let excess = try await daemon.number("SELECT sum(attempts) - count(*) FROM message")
        #expect(excess <= deaths * 8)
        #expect(try await daemon.number("SELECT count(*) FROM message WHERE attempts = 0") == 0)
    }

    private static func early(_ table: String, _ trigger: String, milliseconds: Int) -> String {
        """
        SELECT count(*) FROM \(table) t JOIN followUp f ON f.id = t.followUpId JOIN "trigger" tr ON tr.id = f.triggerId
        JOIN statusPeriod p ON p.id = f.subjectId
        WHERE tr.code = '\(trigger)' AND t.createdAt < p.enteredAt + \(milliseconds)
        """
    }
}
