import ControlAPI
import Glibc
import TestKit
import Testing
import Varlink

@testable import followupd

/// What ./Deploy/package has made.
private enum BuiltPackage {
    static let version = Daemon.version
    static let path = PackageFiles.path(".build-deb/followupd_\(version)_amd64.deb")

    /// Where CI=true it is, so that the tests fail where there is none.
    static var isExpected: Bool {
        access(path, R_OK) == 0 || Effort.isComplete
    }
}

/// The Debian package that ./Deploy/package has built, on a booted copy of this machine.
@Suite(
    .enabled(
        if: Container.isExpectedToBoot && BuiltPackage.isExpected, "./Deploy/package builds it; \(Container.whyNot)"))
struct PackageTests {
    /// What the container sees of it, and of the same package made older.
    private static func withPackages(
        _ body: (_ container: Container, _ package: String, _ older: String) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            let current = directory.path + "/current.deb"
            let older = directory.path + "/older.deb"
            try await runSuccessfully(["cp", BuiltPackage.path, current])
            let fixture = PackageFiles.path("Tests/StoreTests/Fixtures/schema-1.sqlite.gz")
            try await runSuccessfully(["sh", "-c", "gzip -dc '\(fixture)' >'\(directory.path)/schema-1.sqlite'"])
            try await runSuccessfully([
                "sh", "-ec",
                """
                dpkg-deb --raw-extract "$1" "$2/tree"
                sed -i 's/\(BuiltPackage.version)/0.1.0/' "$2/tree/DEBIAN/control" "$2/tree/DEBIAN/preinst"
                dpkg-deb --root-owner-group -Znone --build "$2/tree" "$2/older.deb" >/dev/null
                rm -rf "$2/tree"
                """, "sh", current, directory.path,
            ])
            try await Container.withBooted(readOnly: [directory.path], isWholeMachine: true) { container in
                // Machines that are containers themselves forbid packages to start services.
                try await container.succeed("rm", "-f", "/usr/sbin/policy-rc.d")
                try await body(container, current, older)
            }
        }
    }

    @Test("Installed, the service runs, with its manual pages, completions, presets and catalog")
    func install() async throws {
        try await Self.withPackages { container, package, _ in
            try await container.install(package)
            #expect(try await container.property("ActiveState", of: "followupd.service") == "active")
            #expect(try await container.property("UnitFileState", of: "followupd.service") == "enabled")
            #expect(try await container.succeed("followupd", "--version") == BuiltPackage.version)
            #expect(try await container.succeed("followupctl", "--version") == BuiltPackage.version)
            let preset = try await container.succeed(
                "sh", "-c", "followupctl workflow preset staffing | followupctl workflow apply - --yes")
            #expect(preset.contains("The workflow is in force"))
            for page in ["8 followupd", "1 followupctl", "5 followupd.conf", "5 followupd-workflow", "7 followupd-log"]
            {
                let words = page.split(separator: " ").map(String.init)
                #expect(try await container.succeed("man", "-w", words[0], words[1]).hasSuffix(".gz"))
            }
            let completion = try await container.succeed(
                "bash", "-c", ". /usr/share/bash-completion/completions/followupctl && complete -p followupctl")
            #expect(completion.contains("followupctl"))
            let explained = try await container.succeed("journalctl", "-x", "-u", "followupd", "--no-pager")
            #expect(explained.contains("The database is open and the control socket answers."))
            #expect(try await container.succeed("followupd", "--check-config").contains("The configuration is right."))
            let security = try await container.succeed(
                "systemd-analyze", "security", "--threshold=10", "followupd.service", "--no-pager")
            #expect(security.contains("Overall exposure level"))
            // What makes a test's daemon die or takes its clock from a file is not in it.
            for name in ["FOLLOWUPD_FAILPOINT", "FOLLOWUPD_TEST_CLOCK"] {
                #expect(try await container.run(["grep", "-c", name, "/usr/sbin/followupd"]).output == "0\n")
            }
            // The tool carries no Unicode library, whose data alone is 30 MB; the daemon has it through its database.
            let size = try await container.succeed("stat", "--format=%s", "/usr/bin/followupctl")
            #expect(try #require(Int(size)) < 32 << 20)
        }
    }

    @Test("An upgrade brings the database to the new schema, keeps the state, and calls made meanwhile wait")
    func upgrade() async throws {
        try await Self.withPackages { container, package, older in
            try await container.install(older)
            try await container.succeed("systemctl", "stop", "followupd.socket", "followupd.service")
            let old = package.replacing("current.deb", with: "schema-1.sqlite")
            try await container.succeed(
                "sh", "-c",
                "rm -f /var/lib/followupd/followupd.sqlite*; install -o _followupd -g _followupd -m 0600 '\(old)' /var/lib/followupd/followupd.sqlite"
            )
            try await container.write("scan:\n  stormThreshold: 500\n", to: "/etc/followupd/followupd.conf.d/ours.conf")
            try await container.succeed("systemctl", "start", "followupd.socket")
            let loop =
                "while [ ! -e /run/stop ]; do followupctl ping >/dev/null 2>>/run/errors || echo failed >>/run/errors; done; echo >/run/stopped"
            try await container.succeed("systemd-run", "--collect", "sh", "-c", loop)
            try await container.install(package)
            try await container.succeed("touch", "/run/stop")
            _ = try await poll(for: "the end of the calls") {
                try await container.run(["test", "-e", "/run/stopped"]).exit == 0 ? true : nil
            }
            let errors = try await container.run(["cat", "/run/errors"]).output
            #expect(errors == "")
            #expect(try await container.call(ServiceMethods.GetHealth.self, Nothing()).health.customers == 42)
            #expect(try await container.succeed("followupd", "--check-config").contains("stormThreshold: 500"))
            // Whoever has a newer database is not given an older program by mistake.
            let downgrade = try await container.run(["dpkg", "--install", older], patience: .seconds(120))
            #expect(downgrade.exit != 0)
            #expect(downgrade.errors.contains("restore it with followupd --restore"), "\(downgrade.errors)")
            try await container.call(ServiceMethods.Ping.self, Nothing())
        }
    }

    @Test("Removed, it leaves its state and settings, and finds them again; purged, nothing is left")
    func removal() async throws {
        try await Self.withPackages { container, package, _ in
            try await container.install(package)
            try await container.succeed("followupctl", "status", "add", "P", "Prospect", "--initial")
            try await container.succeed("followupctl", "customer", "add", "Ada", "--number", "7")
            try await container.succeed("dpkg", "--remove", "followupd")
            #expect(try await container.run(["test", "-e", "/usr/sbin/followupd"]).exit != 0)
            #expect(try await container.run(["test", "-e", "/var/lib/followupd/followupd.sqlite"]).exit == 0)
            #expect(try await container.run(["systemctl", "is-active", "followupd.socket"]).exit != 0)
            try await container.install(package)
            #expect(try await container.succeed("followupctl", "customer", "show", "7").contains("Ada"))
            try await container.succeed("dpkg", "--purge", "followupd")
            for path in ["/var/lib/followupd", "/etc/followupd", "/run/followupd/control"] {
                #expect(try await container.run(["test", "-e", path]).exit != 0, "\(path)")
            }
        }
    }
}

extension Container {
    fileprivate func install(_ package: String) async throws {
        let result = try await run(
            [
                "env", "DEBIAN_FRONTEND=noninteractive", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "dpkg", "--install",
                package,
            ],
            patience: .seconds(180))
        guard result.exit == 0 else { throw TestFailure(description: "dpkg: \(result.output)\(result.errors)") }
    }
}
