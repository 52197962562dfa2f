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

    @Test("An instance has the sandbox of the service")
    func sameSandbox() throws {
        func sandbox(_ unit: String) throws -> Substring {
            let text = try readFile(PackageFiles.path("Deploy/systemd/\(unit)"))
            return text[try #require(text.firstRange(of: "# Sandbox.")).lowerBound...].prefix { $0 != "[" }
        }
        #expect(try sandbox("followupd.service") == sandbox("followupd@.service"))
        #expect(try sandbox("followupd.service").contains("SystemCallFilter="))
    }

    @Test("A core is never written, and the mail programs of the service are bounded with it", arguments: ["", "@"])
    func bounds(instance: String) throws {
        let lines = try readFile(PackageFiles.path("Deploy/systemd/followupd\(instance).service")).split(
            separator: "\n")
        for line in [
            "LimitCORE=0", "MemoryMax=1G", "OOMPolicy=continue", "TasksMax=256", "UMask=0077", "KillMode=mixed",
        ] {
            #expect(lines.contains { $0 == line }, "\(line)")
        }
    }

    @Test("The service is exposed to 0.6 of 10 at most, and with a network to 1.4", arguments: [false, true])
    func security(hasNetwork: Bool) async throws {
        try await withTemporaryDirectory { directory in
            // What comes later in a file goes before, as in a drop-in.
            let dropIn = hasNetwork ? try readFile(PackageFiles.path("Deploy/examples/network.conf")) : ""
            let unit = directory.path + "/followupd.service"
            try writeFile(try readFile(Self.service) + "\n" + dropIn, to: unit)
            let result = try await run([
                "systemd-analyze", "security", "--offline=true", "--threshold=\(hasNetwork ? 14 : 6)", "--no-pager",
                unit,
            ])
            #expect(result.exit == 0, "\(result.output)\(result.errors)")
        }
    }
}
