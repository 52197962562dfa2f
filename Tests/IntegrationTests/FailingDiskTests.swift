import ControlAPI
import Glibc
import TestKit
import Testing
import Varlink

/// A real file system, in a file, that turns read-only under the daemon, as ext4 does when its disk fails (ext4(5), errors=remount-ro).
@Suite(
    "A disk that fails",
    .enabled(
        if: (geteuid() == 0 && access("/dev/loop-control", W_OK) == 0) || Effort.isComplete,
        "Only root can mount a file, and where there are loop devices."))
struct FailingDiskTests {
    @Test("Nothing is acknowledged any more, reading goes on, and after the repair all is there that was")
    func readOnly() async throws {
        try await withTemporaryDirectory { directory in
            let image = directory.path + "/image"
            let disk = directory.path + "/disk"
            try await runSuccessfully(["mkdir", disk])
            try await runSuccessfully(["truncate", "-s", "64M", image])
            try await runSuccessfully(["mkfs.ext4", "-q", image])
            try await withMount(image, disk) { device in
                try await DaemonFixture.withRunning(stateDirectory: disk + "/state") { daemon in
                    let scenario = CrashScenario(daemon: daemon)
                    try await scenario.prepare()
                    try await scenario.importCustomers(0..<20)
                    try await daemon.waitUntilIdle(planned: 20)
                    // Refused itself, since it hits while it is written.
                    _ = try? writeFile("1", to: "/sys/fs/ext4/\(device)/trigger_fs_error")
                    for number in 0..<10 {
                        let refusal = try await daemon.refusal(
                            of: CustomersMethods.Add.self, .init(number: "new-\(number)", name: "Ada"))
                        #expect(refusal?.name == ControlError.storageFull.rawValue, "\(refusal.debugDescription)")
                    }
                    #expect(
                        try await daemon.call(CustomersMethods.Get.self, .init(number: "1001")).customer.number
                            == "1001")
                    let health = try await poll(for: "the trouble") {
                        let health = try await daemon.health()
                        return health.state == "degraded" ? health : nil
                    }
                    #expect(health.customers == 20)
                    try await daemon.kill9()
                    let refusal = try await daemon.runToEnd()
                    #expect(refusal.exit == 1)
                    #expect(refusal.errors.count { $0 == "\n" } == 1, "\(refusal.errors)")
                }
            }
            // 1: it has repaired something (e2fsck(8)).
            #expect(try await run(["e2fsck", "-fy", image]).exit <= 1)
            try await withMount(image, disk) { _ in
                try await DaemonFixture.withRunning(stateDirectory: disk + "/state") { daemon in
                    #expect(try await daemon.rows("PRAGMA integrity_check") == ["ok"])
                    #expect(try await daemon.number("SELECT count(*) FROM customer") == 20)
                    #expect(try await daemon.rows("SELECT state, count(*) FROM message GROUP BY state") == ["sent|60"])
                    try await daemon.call(CustomersMethods.Add.self, .init(number: "new-1", name: "Ada"))
                    #expect(try await daemon.terminate() == 0)
                }
            }
        }
    }

    private func withMount(_ image: String, _ disk: String, _ body: (String) async throws -> Void) async throws {
        try await runSuccessfully(["mount", "-o", "loop,errors=remount-ro", image, disk])
        do {
            let source = try await run(["findmnt", "-no", "SOURCE", disk]).output
            try await body(String(source.split(separator: "/").last?.prefix { $0 != "\n" } ?? ""))
        } catch {
            try? await runSuccessfully(["umount", "--lazy", disk])
            throw error
        }
        try await runSuccessfully(["umount", disk])
    }
}
