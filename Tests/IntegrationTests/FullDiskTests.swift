import ControlAPI
import Glibc
import TestKit
import Testing
import Varlink

/// DESIGN 6: on a full disk changes are refused, the daemon stays up and says so, and goes on when there is room.
@Suite("Full disk", .enabled(if: Effort.includesRoots, "A small disk can be mounted by root only."))
struct FullDiskTests {
    private static let workflow = """
        followupd: 1
        calendars:
          - { code: default, zone: UTC }
        templates:
          - { code: letter, subject: S, text: T }
        statuses:
          - code: P
            initial: true
            duration: 3 seconds
            triggers:
              - { code: call, when: overdue, task: "Call" }
              - { code: mail, when: overdue, email: letter }
        """

    @Test("Changes are refused as StorageFull, what is due waits, and everything goes on when room is made")
    func fullDisk() async throws {
        try await withSmallDisk { disk in
            let settings = ["FOLLOWUPD_SCAN_INTERVAL_SECONDS": "1"]
            try await DaemonFixture.withRunning(stateDirectory: disk + "/state", settings: settings) { daemon in
                try await daemon.apply(Self.workflow)
                var added = try await addCustomers(daemon, upTo: 3)
                try fill(disk)
                // Until the log has used up the room it had already.
                let refusal = try await firstRefusal(daemon, &added)
                #expect(refusal.name == ControlError.storageFull.rawValue, "\(refusal)")

                // What is due meanwhile cannot be done: it waits, and the daemon says so.
                let health = try await poll(for: "degraded health") { () -> ServiceMethods.Health? in
                    let health = try await daemon.health()
                    return health.state == "degraded" && health.dueFollowUps > 0 ? health : nil
                }
                #expect(health.troubles.contains { $0.hasPrefix("due-scan: ") }, "\(health.troubles)")
                #expect(health.customers == added)
                #expect(daemon.log.contains("degraded part=due-scan"))

                try await runSuccessfully(["rm", disk + "/ballast"])
                try await daemon.waitUntilIdle(planned: 0)
                #expect(try await daemon.health().state == "ok")
                added += try await addCustomers(daemon, upTo: 1)
                _ = try await poll(for: "the last task") { try await daemon.health().openTasks == added ? true : nil }
                try await daemon.waitUntilIdle(planned: 0)
                #expect(
                    try await daemon.rows("SELECT state, count(*) FROM message GROUP BY state") == ["sent|\(added)"])
                #expect(try namesInDirectory(daemon.spoolPath).count == added)
                #expect(try await daemon.rows("PRAGMA integrity_check") == ["ok"])
                #expect(try await daemon.terminate() == 0)
            }
        }
    }

    @Test("Full in the middle of a storm, killed there and started again: with room, all is made once")
    func storm() async throws {
        try await withSmallDisk(mebibytes: 96) { disk in
            let settings = ["FOLLOWUPD_SCAN_INTERVAL_SECONDS": "1", "FOLLOWUPD_SCAN_STORM_THRESHOLD": "0"]
            try await DaemonFixture.withRunning(stateDirectory: disk + "/state", settings: settings) { daemon in
                try await daemon.apply(Self.workflow)
                let csv = (1...1_500).map { "\($0),Customer \($0),c\($0)@example.com\n" }.joined()
                let imported = try await daemon.call(
                    CustomersMethods.Import.self, .init(header: ["number", "name", "email"], csv: csv, firstLine: 2))
                #expect(imported.added == 1_500)
                // From the first mail on, so that it is the storm that finds no room.
                _ = try await poll(for: "the storm") {
                    (try? namesInDirectory(daemon.spoolPath).isEmpty) == false ? true : nil
                }
                try fill(disk)
                let health = try await poll(for: "degraded health") {
                    let health = try await daemon.health()
                    return health.state == "degraded" ? health : nil
                }
                #expect(health.customers == 1_500)
                try await daemon.kill9()
                try await runSuccessfully(["rm", disk + "/ballast"])
                try await daemon.start()
                try await daemon.waitUntilIdle(planned: 0)
                #expect(try await daemon.number("SELECT count(*) FROM task") == 1_500)
                #expect(try await daemon.number("SELECT count(DISTINCT followUpId) FROM task") == 1_500)
                #expect(try await daemon.rows("SELECT state, count(*) FROM message GROUP BY state") == ["sent|1500"])
                #expect(try namesInDirectory(daemon.spoolPath).count == 1_500)
                #expect(try await daemon.rows("PRAGMA integrity_check") == ["ok"])
            }
        }
    }

    @Test("A daemon that starts on a full disk says so in one line, and starts when there is room")
    func start() async throws {
        try await withSmallDisk { disk in
            try await DaemonFixture.withFiles(stateDirectory: disk + "/state") { daemon in
                try fill(disk)
                let result = try await daemon.runToEnd()
                #expect(result.exit == 1)
                #expect(result.errors.count { $0 == "\n" } == 1, "\(result.errors)")
                try await runSuccessfully(["rm", disk + "/ballast"])
                try await daemon.start()
            }
        }
    }

    private func addCustomers(_ daemon: DaemonFixture, upTo count: Int) async throws -> Int {
        for _ in 0..<count {
            try await daemon.call(CustomersMethods.Add.self, .init(name: "Ada", email: "ada@example.com"))
        }
        return count
    }

    private func firstRefusal(_ daemon: DaemonFixture, _ added: inout Int) async throws -> VarlinkError {
        for _ in 0..<2_000 {
            if let refusal = try await daemon.refusal(
                of: CustomersMethods.Add.self, .init(name: "Ada", email: "ada@example.com"))
            {
                return refusal
            }
            added += 1
        }
        throw TestFailure(description: "No change was refused though the disk is full.")
    }

    /// Leaves no room for anything.
    private func fill(_ disk: String) throws {
        let file = open(disk + "/ballast", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(file) }
        let block = [UInt8](repeating: 0, count: 4_096)
        while write(file, block, block.count) > 0 {}
    }

    private func withSmallDisk(mebibytes: Int = 2, _ body: (String) async throws -> Void) async throws {
        try await withTemporaryDirectory { directory in
            let disk = directory.path + "/disk"
            try await runSuccessfully(["mkdir", disk])
            try await runSuccessfully(["mount", "-t", "tmpfs", "-o", "size=\(mebibytes)m", "followupd-test", disk])
            do {
                try await body(disk)
            } catch {
                try? await runSuccessfully(["umount", "--lazy", disk])
                throw error
            }
            try await runSuccessfully(["umount", disk])
        }
    }
}
