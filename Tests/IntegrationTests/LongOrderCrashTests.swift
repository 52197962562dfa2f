import ControlAPI
import Glibc
import TestKit
import Testing
import Varlink

/// What reaches many customers is a durable order, done in batches: kill -9 in the middle of one, and between two.
@Suite("2. Loss or duplicates after a crash: orders that reach many customers")
struct LongOrderCrashTests {
    private static let customers = 1_500

    private static let workflow = """
        followupd: 1
        calendars: [{ code: default, zone: UTC }]
        statuses:
          - { code: A, initial: true, duration: 3 days }
          - { code: B, duration: 5 days, triggers: [{ code: t, when: overdue, task: T }] }
        """

    private static func prepare(_ daemon: DaemonFixture) async throws {
        try await daemon.start()
        try await daemon.apply(workflow)
        let csv = (1...customers).map { "\($0),Customer \($0),B\n" }.joined()
        let imported = try await daemon.call(
            CustomersMethods.Import.self, .init(header: ["number", "name", "status"], csv: csv, firstLine: 2))
        #expect(imported.added == customers)
    }

    /// Gives the order to a daemon that dies in the second batch, or after it, and again in the first one of its next life.
    private static func order(
        _ daemon: DaemonFixture, dying: (String, String), _ order: (VarlinkClient) async throws -> Void
    ) async throws {
        try await daemon.restart(failpoint: dying.0)
        // A batch is small where somebody waits.
        let writer = try await daemon.client()
        let writing = Task {
            while true { _ = try await writer.call(CustomersMethods.AddNote.self, .init(number: "1", text: "T")) }
        }
        // It may die before it answers.
        try? await order(try await daemon.client())
        #expect(try await daemon.waitForEnd() == 128 + SIGKILL)
        _ = await writing.result
        try daemon.launch(failpoint: dying.1)
        #expect(try await daemon.waitForEnd() == 128 + SIGKILL)
        try await daemon.start()
    }

    @Test(
        "The customers of a deleted status are all moved, each once, and then it is gone",
        arguments: [("replacing:kill:2", "replacing:kill:1"), ("replaced:kill:2", "replaced:kill:1")])
    func replacement(dying: (String, String)) async throws {
        try await DaemonFixture.withFiles { daemon in
            try await Self.prepare(daemon)
            try await Self.order(daemon, dying: dying) { client in
                _ = try await client.call(StatusesMethods.Delete.self, .init(code: "B", replaceWith: "A"))
            }
            let open =
                "SELECT count(*) FROM statusPeriod p JOIN status s ON s.id = p.statusId WHERE p.leftAt IS NULL AND s.code = 'A'"
            _ = try await poll(for: "the status being gone", patience: .seconds(60)) {
                try await daemon.client().list(StatusesMethods.List.self, .init(retired: true)).count == 1 ? true : nil
            }
            #expect(try await daemon.number(open) == Self.customers)
            #expect(try await daemon.number("SELECT count(*) FROM statusPeriod") == 2 * Self.customers)
            #expect(
                try await daemon.number("SELECT count(*) FROM audit WHERE action = 'replace-status'") == Self.customers)
            #expect(try await daemon.number("SELECT count(*) FROM followUp WHERE state = 'planned'") == 0)
            try await daemon.expectWhole()
        }
    }

    @Test(
        "A rule that is edited is planned anew for each once",
        arguments: [("replanning:kill:2", "replanning:kill:1"), ("replanned:kill:2", "replanned:kill:1")])
    func replanning(dying: (String, String)) async throws {
        try await DaemonFixture.withFiles { daemon in
            try await Self.prepare(daemon)
            try await Self.order(daemon, dying: dying) { client in
                var edited = Self.workflow
                edited.replace("when: overdue", with: "when: 2 days after overdue")
                _ = try await client.call(WorkflowMethods.Apply.self, .init(document: edited))
            }
            _ = try await poll(for: "the end of replanning", patience: .seconds(60)) {
                try await daemon.health().replanOrders == 0 ? true : nil
            }
            let planned = try await daemon.rows(
                """
                SELECT f.state, f.triggerRevision = (SELECT revision FROM "trigger" WHERE code = 't'),
                    count(*), count(DISTINCT f.customerId), min(f.fireAt > p.overdueAt + 86400000)
                FROM followUp f JOIN statusPeriod p ON p.id = f.subjectId GROUP BY 1, 2
                """)
            #expect(planned == ["planned|1|\(Self.customers)|\(Self.customers)|1"])
            try await daemon.expectWhole()
        }
    }
}
