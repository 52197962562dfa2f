import TestKit
import Testing

/// The units as systemd's own checks see them.
@Suite
struct UnitFileTests {
    private static let service = PackageFiles.path("Deploy/systemd/followupd.service")
    private static let socket = PackageFiles.path("Deploy/systemd/followupd.socket")

    @Test("systemd-analyze verify has nothing to say about the units")
    func verify() async throws {
        try await withTemporaryDirectory { directory in
            let root = directory.path
            let units = root + "/usr/lib/systemd/system"
            try await runSuccessfully(["mkdir", "-p", units, root + "/bin"])
            // What the units run and need, so that nothing of the machine's own is looked at.
            for program in ["/usr/sbin/followupd", "/bin/kill"] {
                try await runSuccessfully(["install", "-D", "/bin/true", root + program])
            }
            try await runSuccessfully([
                "sh", "-c", "cd /lib/systemd/system && cp -a *.target *.slice \"$1\"", "sh", units,
            ])
            try await runSuccessfully(["cp", Self.service, Self.socket, units])
            let result = try await run([
                "systemd-analyze", "verify", "--man=no", "--root=\(root)", "followupd.service", "followupd.socket",
            ])
            #expect(result.errors == "")
            #expect(result.exit == 0)
        }
    }

    @Test("The service is exposed to 1.5 of 10 at most")
    func security() async throws {
        let result = try await run([
            "systemd-analyze", "security", "--offline=true", "--threshold=15", "--no-pager", Self.service,
        ])
        #expect(result.exit == 0, "\(result.output)\(result.errors)")
    }
}
