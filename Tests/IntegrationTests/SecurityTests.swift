import ControlAPI
import Glibc
import TestKit
import Testing
import Varlink

/// followupd(8), SECURITY, of the real daemon. What other suites show of it stands there.
@Suite("Security")
struct SecurityTests {
    private static let workflow = """
        followupd: 1
        templates: [{ code: letter, subject: "Dear {{customer.name}}", text: "Hello" }]
        statuses:
          - { code: P, initial: true, triggers: [{ code: mail, when: entered, email: letter }] }
        """

    @Test("Whatever the umask, nobody else may look at any file of the state directory")
    func modes() async throws {
        try await DaemonFixture.withFiles { daemon in
            let before = umask(0)
            defer { umask(before) }
            try await daemon.start()
            try await daemon.apply(Self.workflow)
            try await daemon.call(CustomersMethods.Add.self, .init(name: "Ada", email: "ada@example.com"))
            try await daemon.waitUntilIdle(planned: 0)
            try await daemon.call(JobsMethods.Run.self, .init(code: "backup"))
            #expect(
                try await daemon.followupctl(["job", "add", "page", "--kind", "report", "--schedule", "daily"]).exit
                    == 0)
            try await daemon.call(JobsMethods.Run.self, .init(code: "page"))
            let backups = daemon.stateDirectory + "/backups"
            _ = try await poll(for: "a backup") {
                (try? namesInDirectory(backups))?.contains { $0.hasSuffix(".sqlite") } == true ? true : nil
            }
            let found = try await run(["find", daemon.stateDirectory, "-printf", "%m %y %P\\n"]).output
                .split(separator: "\n")
            for name in ["followupd.sqlite", "followupd.sqlite-wal", "followupd.sqlite-shm", "lock"] {
                #expect(found.contains { $0 == "600 f \(name)" }, "\(name): \(found)")
            }
            #expect(found.contains { $0.hasPrefix("600 f spool/") && $0.hasSuffix(".eml") }, "\(found)")
            #expect(found.contains { $0.hasPrefix("600 f backups/backup-") }, "\(found)")
            #expect(found.contains("600 f reports/page.html"), "\(found)")
            #expect(found.allSatisfy { $0.hasPrefix("600 f ") || $0.hasPrefix("700 d ") }, "\(found)")
        }
    }

    @Test("The secret of a webhook is nowhere but in its file")
    func secret() async throws {
        try await withTemporaryDirectory { directory in
            let secret = directory.path + "/secret"
            try writeFile("Unverwechselbar\n", to: secret)
            let settings = [
                "FOLLOWUPD_WEBHOOK_URL": "http://127.0.0.1:9/", "FOLLOWUPD_WEBHOOK_SECRET_FILE": secret,
                "FOLLOWUPD_LOG_LEVEL": "trace",
            ]
            try await DaemonFixture.withRunning(settings: settings) { daemon in
                try await daemon.apply(
                    """
                    followupd: 1
                    templates: [{ code: letter, subject: S, text: T }]
                    statuses:
                      - { code: P, initial: true, triggers: [{ code: hook, when: entered, webhook: letter }] }
                    """)
                try await daemon.call(CustomersMethods.Add.self, .init(name: "Ada"))
                _ = try await poll(for: "a try") {
                    try await daemon.number("SELECT count(*) FROM message WHERE attempts > 0") == 1 ? true : nil
                }
                try await daemon.call(JobsMethods.Run.self, .init(code: "backup"))
                let id = try #require(daemon.processID)
                let seen = try await run([
                    "sh", "-c",
                    "tr '\\0' '\\n' </proc/\(id)/cmdline; tr '\\0' '\\n' </proc/\(id)/environ; cat '\(daemon.logPath)'; cat '\(daemon.stateDirectory)'/followupd.sqlite* '\(daemon.stateDirectory)'/backups/*",
                ])
                let tried = try await daemon.runToEnd(options: ["--check-config"])
                let said = try await daemon.client().call(
                    ServiceMethods.GetHealth.name, VarlinkEmpty(), returning: JSONValue.self)
                for text in [seen.output, seen.errors, tried.output, tried.errors, "\(said)"] {
                    #expect(!text.contains("Unverwechselbar"))
                }
                #expect(seen.output.contains("FOLLOWUPD_WEBHOOK_URL"))
            }
        }
    }

    @Test(
        "Ten thousand calls that are refused make a line in the log each second, and others are served meanwhile",
        .enabled(if: Effort.includesRoots, "Only root can run a program as another user."))
    func flood() async throws {
        try await DaemonFixture.withRunning { daemon in
            try await daemon.apply(Self.workflow)
            let script = """
                import socket, sys
                calls = 10000
                s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])
                frame = b'{"method":"\(ServiceMethods.GetHealth.name)"}\\0'
                import threading
                threading.Thread(target=lambda: s.sendall(frame * calls)).start()
                answers = denied = 0
                while answers < calls:
                    part = s.recv(1 << 16)
                    if not part: break
                    answers += part.count(b'\\0'); denied += part.count(b'PermissionDenied')
                print(answers, denied)
                """
            let began = ContinuousClock.now
            async let flooding = run(
                [
                    "setpriv", "--reuid=2", "--regid=2", "--clear-groups", "/usr/bin/python3", "-c", script,
                    daemon.socketPath,
                ], patience: .seconds(120))
            for number in 0..<20 {
                try await daemon.call(CustomersMethods.Add.self, .init(number: "n\(number)", name: "Ada"))
            }
            let flood = try await flooding
            let seconds = Int((ContinuousClock.now - began) / .seconds(1))
            #expect(flood.output == "10000 10000\n", "\(flood.output)\(flood.errors)")
            let lines = daemon.log.split(separator: "\n").filter { $0.contains(" access-denied ") }
            #expect((1...seconds + 2).contains(lines.count), "\(lines.count) in \(seconds) s")
            #expect(lines.count == 1 || lines.last?.contains(" more=") == true, "\(lines.suffix(1))")
            #expect(try await daemon.health().state == "ok")
        }
    }

    @Test(
        "A thousand connections of one user, with the beginning of a call each, leave room for others, and take none when they are gone",
        .enabled(if: Effort.includesRoots, "Only root can run a program as another user."))
    func thousandConnections() async throws {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = min(limit.rlim_max, 16_384)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        try await DaemonFixture.withRunning { daemon in
            let beginning = Array(#"{"method":"io.followupd.Customers.Add","parameters":{"name":""#.utf8)
            let rest = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
            let before = try await daemon.health().residentBytes
            for _ in 0..<2 {
                let connections = try (0..<1_000).map { _ in try RawConnection(path: daemon.socketPath) }
                // Most are hung up on: for being too many, or for beginning too much.
                for connection in connections { try? await connection.send(beginning + rest) }
                let other = try await run([
                    "setpriv", "--reuid=2", "--regid=2", "--clear-groups", "/usr/bin/python3", "-c",
                    """
                    import socket, sys
                    s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])
                    s.sendall(b'{"method":"\(ServiceMethods.Ping.name)"}\\0')
                    print(s.recv(1000).count(b'version'))
                    """, daemon.socketPath,
                ])
                #expect(other.output == "1\n", "\(other.errors)")
                for connection in connections { connection.close() }
                // All places are free again.
                _ = try await poll(for: "a place") { (try? await daemon.ping()).map { true } }
            }
            // 64 MiB of unfinished calls, and what reading them takes.
            let after = try await daemon.health().residentBytes
            #expect(after - before < 256 << 20, "\(before) \(after)")
            let lines = daemon.log.split(separator: "\n").filter { $0.contains(" connection-refused ") }
            #expect(lines.contains { $0.contains("too-many-connections-of-user") })
            #expect(lines.contains { $0.contains("protocol-error") })
        }
    }

    @Test(
        "Root restores as the user of the state directory, and follows no link that lies there",
        .enabled(if: Effort.includesRoots, "Only root can give files away."))
    func restoreAsOwner() async throws {
        try await DaemonFixture.withRunning { daemon in
            try await daemon.apply(Self.workflow)
            let backup = daemon.directory + "/backup.sqlite"
            #expect(
                try await run(
                    [BuiltProducts.executable("followupctl"), "backup", backup],
                    environment: ["FOLLOWUPD_SOCKET": daemon.socketPath]
                ).exit == 0)
            #expect(try await daemon.terminate() == 0)
            try await runSuccessfully(["chown", "-R", "bin:bin", daemon.stateDirectory])
            // What a program of the service's user may have left to have root write over a file of root's.
            let mine = daemon.directory + "/mine"
            try writeFile("mine", to: mine)
            for name in ["followupd.sqlite.unfinished", "followupd.sqlite.unfinished-wal"] {
                symlink(mine, daemon.stateDirectory + "/" + name)
            }
            let restored = try await daemon.runToEnd(options: ["--restore", backup])
            #expect(restored.exit == 0, "\(restored.errors)")
            #expect(try readFile(mine) == "mine")
            let owners = try await run(["find", daemon.stateDirectory, "-type", "f", "-printf", "%u %P\\n"]).output
            #expect(owners.contains("bin followupd.sqlite\n"))
            #expect(!owners.contains("root "), "\(owners)")
        }
    }
}

/// The same in the sandbox of the unit.
@Suite(.enabled(if: Container.isExpectedToBoot, "\(Container.whyNot)"))
struct SandboxTests {
    @Test(
        "A mail program cannot reach a network, write outside the state, or see devices, homes and what others keep in /tmp"
    )
    func mailProgram() async throws {
        try await Container.withBooted(files: Container.File.service(running: "followupd")) { container in
            // Says what it could do; what it says of itself is in the spool directory, where it may write.
            let program = """
                #!/bin/bash
                cat >/dev/null
                exec >/var/lib/followupd/said 2>/dev/null
                (exec 3<>/dev/tcp/127.0.0.1/25) 2>&1 | grep -q refused && echo tcp
                touch /etc/open/x && echo etc
                touch /srv/open/x && echo srv
                touch /var/open/x && echo var
                [ -e /dev/open ] && echo devices
                ls /home/open && echo home
                ls /tmp/open && echo temporary
                mount -t tmpfs none /mnt && echo mount
                unshare --user true && echo namespace
                kill -0 1 && echo init
                [ "$(ls /proc/$$/fd | wc -l)" -le 5 ] || echo descriptors
                env | cut -d= -f1 | sort | tr '\\n' ' '
                grep -E '^(NoNewPrivs|CapEff|Seccomp):' /proc/self/status | tr '\\t\\n' '  '
                """
            try await container.write(program, to: "/etc/followupd/probe")
            try await container.succeed("chmod", "0755", "/etc/followupd/probe")
            try await container.write(
                "mail:\n  carrier: command\n  program: [ /etc/followupd/probe ]\n",
                to: "/etc/followupd/followupd.conf")
            // What the modes alone would let it do.
            try await container.succeed(
                "sh", "-c",
                """
                mkdir -p /mnt; for path in /etc /srv /var /home /tmp; do mkdir -p $path/open; chmod 0777 $path/open; done
                mknod -m 0666 /dev/open c 1 3 || touch /dev/open
                """)
            // Outside the sandbox it can do all of that, and says so.
            try await container.succeed(
                "sh", "-c", "/etc/followupd/probe </dev/null; rm -f /etc/open/x /srv/open/x /var/open/x; umount /mnt")
            let free = try await container.succeed("cat", "/var/lib/followupd/said").split(separator: "\n").map(
                String.init)
            for word in ["tcp", "etc", "srv", "var", "devices", "home", "temporary", "mount", "namespace", "init"] {
                #expect(free.contains(word), "\(word) in \(free)")
            }
            try await container.succeed("rm", "/var/lib/followupd/said")
            try await container.succeed("systemctl", "restart", "followupd.service")
            try await container.call(
                WorkflowMethods.Apply.self,
                .init(
                    document: """
                        followupd: 1
                        templates: [{ code: letter, subject: S, text: T }]
                        statuses:
                          - { code: P, initial: true, triggers: [{ code: mail, when: entered, email: letter }] }
                        """))
            try await container.call(CustomersMethods.Add.self, .init(name: "Ada", email: "ada@example.com"))
            _ = try await container.journalEntry("MESSAGE_ID=\(messageID(ofEvent: "message-settled"))")
            let said = try await container.succeed("cat", "/var/lib/followupd/said")
            #expect(
                said.hasPrefix("HOME LANG LOGNAME PATH ") || said.hasPrefix("HOME LOGNAME PATH "), "\(said)")
            #expect(!said.contains("FOLLOWUPD") && !said.contains("NOTIFY_SOCKET") && !said.contains("CREDENTIALS"))
            #expect(said.contains("NoNewPrivs: 1 ") && said.contains("Seccomp: 2 "), "\(said)")
            #expect(said.contains("CapEff: 0000000000000000 "), "\(said)")
        }
    }
}
