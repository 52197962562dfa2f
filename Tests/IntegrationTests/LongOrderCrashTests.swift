import ControlAPI
import TestKit
import Testing

@Suite("A daemon killed while the customers of a deleted status are being moved")
struct ReplacementCrashTests {
    @Test("goes on after each restart, moves everybody once, and then the status is gone")
    func killed() async throws {
        try await DaemonFixture.withRunning { daemon in
            try await daemon.apply(
                """
                followupd: 1
                statuses:
                  - { code: A, initial: true, duration: 3 days }
                  - { code: B, duration: 5 days, triggers: [{ code: t, when: overdue, task: T }] }
                """)
            let csv = (1...3_000).map { "\($0),Customer \($0),B\n" }.joined()
            let imported = try await daemon.call(
                CustomersMethods.Import.self, .init(header: ["number", "name", "status"], csv: csv, firstLine: 2))
            #expect(imported.added == 3_000)
            let moving = try await daemon.call(StatusesMethods.Delete.self, .init(code: "B", replaceWith: "A")).moving
            #expect(moving == 3_000)
            for _ in 0..<3 {
                try await daemon.kill9()
                try await daemon.start()
            }
            _ = try await poll(for: "the status being gone", patience: .seconds(60)) {
                try await daemon.client().list(StatusesMethods.List.self, .init(retired: true)).count == 1 ? true : nil
            }
            let open =
                "SELECT count(*) FROM statusPeriod p JOIN status s ON s.id = p.statusId WHERE p.leftAt IS NULL AND s.code = 'A'"
            #expect(try await daemon.rows(open) == ["3000"])
            #expect(try await daemon.rows("SELECT count(*) FROM statusPeriod") == ["6000"])
            #expect(try await daemon.rows("SELECT count(*) FROM audit WHERE action = 'replace-status'") == ["3000"])
            #expect(try await daemon.rows("SELECT count(*) FROM followUp WHERE state = 'planned'") == ["0"])
        }
    }
}
