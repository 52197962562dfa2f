import ControlAPI
import FoundationEssentials
import Glibc
import TestKit
import Testing
import Varlink

/// What monitoring programs make of a daemon at work: the real mtail, promtool, node_exporter and logcheck.
@Suite("Monitoring")
struct MonitoringTests {
    private static let ctl = BuiltProducts.executable("followupctl")
    private static func file(_ name: String) -> String { PackageFiles.path("Deploy/monitoring/" + name) }

    /// Names that must not turn up anywhere in the log.
    private static let secrets = ["Quandt", "quandt@example.com", "0170 5550123", "Güterbahnhof", "Dear", "Betreff"]

    private static let workflow = """
        followupd: 1
        calendars:
          - { code: default, zone: UTC }
        templates:
          - { code: welcome, subject: "Betreff {{customer.name}}", text: "Dear {{customer.name}}" }
        statuses:
          - code: P
            initial: true
            duration: 1 second
            triggers:
              - { code: mail, when: entered, email: welcome }
              - { code: text, when: entered, sms: welcome }
              - { code: call, when: overdue, task: "Call {{customer.name}}" }
          - { code: A, duration: 1 hour }
        """

    /// A daemon that has done some of everything, its figures in a file.
    private static func withBusyDaemon(_ body: (DaemonFixture, _ figures: String) async throws -> Void) async throws {
        try await withTemporaryDirectory { directory in
            // A mail program that fails and names the address that it fails for.
            let program = "cat >/dev/null; echo 'quandt@example.com: no such Quandt' >&2; exit 67"
            let configuration = """
                metrics:
                  file: \(directory.path)/followupd.prom
                sms:
                  carrier: command
                  program: [sh, -c, "\(program)"]
                """
            try await DaemonFixture.withRunning(configuration: configuration) { daemon in
                try await daemon.apply(workflow)
                for number in ["1042", "1043", "1044"] {
                    try await daemon.call(
                        CustomersMethods.Add.self,
                        .init(
                            number: number, name: "Quandt", email: "quandt@example.com", mobile: "0170 5550123",
                            street: "Güterbahnhof 3"))
                }
                try await daemon.waitUntilIdle(planned: 0)
                try await daemon.call(CustomersMethods.SetStatus.self, .init(number: "1044", status: "A"))
                try await daemon.call(JobsMethods.Run.self, .init(code: "heartbeat"))
                try await daemon.call(JobsMethods.Run.self, .init(code: "backup"))
                try await daemon.call(CustomersMethods.Erase.self, .init(number: "1043"))
                try await body(daemon, directory.path + "/followupd.prom")
            }
        }
    }

    @Test("No name, address or text of a customer is in the log, and every line is as the catalogue has it")
    func personalData() async throws {
        try await Self.withBusyDaemon { daemon, _ in
            let exit = try await daemon.terminate()
            #expect(exit == 0)
            let log = daemon.log
            for secret in Self.secrets { #expect(!log.contains(secret), "\(secret)") }
            for name in [
                "started", "due-scan", "heartbeat", "job-finished", "message-settled", "customer-erased", "stopped",
            ] {
                #expect(log.contains(" \(name)"), "\(name)")
            }
        }
    }

    @Test("promtool finds nothing wrong with the figures, and the file has what the command prints")
    func figures() async throws {
        try await Self.withBusyDaemon { daemon, path in
            let text = try await run([Self.ctl, "metrics"], environment: ["FOLLOWUPD_SOCKET": daemon.socketPath]).output
            let lint = try await run(["promtool", "check", "metrics"], input: text)
            #expect(lint.exit == 0, "\(lint.output)\(lint.errors)")
            func figure(_ name: String) -> String? {
                text.split(separator: "\n").first { $0.hasPrefix("followupd_\(name) ") }?.split(separator: " ").last
                    .map(String.init)
            }
            #expect(figure("customers") == "2")
            #expect(figure("tasks_made_total") == "3")
            // Of the erased customer too: messages stay, without a word of whom they were for.
            #expect(figure("messages{state=\"failed\"}") == "3")
            #expect(figure("messages_settled_total{channel=\"email\",state=\"sent\"}") == "3")
            #expect(figure("job_failed{job=\"backup\"}") == "0")
            #expect(figure("degraded{part=\"storage\"}") == "0")
            // The file was written when the daemon started; a reload writes it anew.
            unlink(path)
            daemon.signal(SIGHUP)
            let written = try await poll(for: "the file of figures") { try? readFile(path) }
            func names(_ text: String) -> Set<Substring> {
                Set(
                    text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap {
                        $0.split(separator: " ").first
                    })
            }
            #expect(names(written) == names(text))
            var status = stat()
            #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o644)
        }
    }

    @Test("node_exporter serves the figures")
    func nodeExporter() async throws {
        try await Self.withBusyDaemon { daemon, path in
            // The file is of the start; a reload writes it anew.
            daemon.signal(SIGHUP)
            _ = try await poll(for: "the file of figures") {
                (try? readFile(path))?.contains("\nfollowupd_customers 2\n") == true ? true : nil
            }
            let directory = path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
            let script = """
                prometheus-node-exporter --collector.disable-defaults --collector.textfile \
                    --collector.textfile.directory='\(directory)' --web.listen-address=127.0.0.1:0 2>'\(directory)/exporter.log' &
                trap "kill $!" EXIT
                for try in $(seq 100); do
                    port=$(grep -o '127.0.0.1:[0-9]*' '\(directory)/exporter.log' | grep -v ':0$' | head -1)
                    [ -n "$port" ] && python3 -c "import urllib.request; print(urllib.request.urlopen('http://$port/metrics').read().decode())" && break
                    sleep 0.1
                done
                """
            let served = try await run(["bash", "-c", script])
            #expect(served.output.contains("\nfollowupd_customers 2\n"), "\(served.errors)")
            #expect(served.output.contains("node_textfile_scrape_error 0"))
        }
    }

    @Test("mtail counts what the log tells")
    func mtail() async throws {
        try await Self.withBusyDaemon { daemon, _ in
            #expect(try await daemon.terminate() == 0)
            let result = try await run(
                [
                    "timeout", "30", "mtail", "--one_shot", "--one_shot_format=prometheus", "--progs",
                    Self.file("followupd.mtail"), "--logs", daemon.logPath,
                ])
            func figure(_ name: String, _ labels: String...) -> String? {
                result.output.split(separator: "\n").first { line in
                    line.hasPrefix("followupd_log_\(name){") && labels.allSatisfy { line.contains($0) }
                }?.split(separator: " ").last.map(String.init)
            }
            #expect(figure("tasks_made_total") == "3", "\(result.output)\(result.errors)")
            #expect(figure("messages_made_total") == "6")
            #expect(figure("messages_settled_total", "channel=\"email\"", "state=\"sent\"") == "3")
            #expect(figure("messages_settled_total", "channel=\"sms\"", "state=\"failed\"") == "3")
            #expect(figure("jobs_finished_total", "job=\"backup\"", "outcome=\"succeeded\"") == "1")
            #expect(figure("heartbeat_time_seconds").flatMap(Double.init) ?? 0 > 1_000_000_000)
        }
    }

    @Test("logcheck mails what an administrator must see, and nothing else")
    func logcheck() async throws {
        try await Self.withBusyDaemon { daemon, _ in
            #expect(try await daemon.terminate() == 0)
            // As rsyslog writes it: time, host, program.
            let lines = daemon.log.split(separator: "\n").compactMap { line -> String? in
                let words = line.split(separator: " ", maxSplits: 2)
                return words.count == 3 ? "Nov 22 10:00:00 host followupd[4711]: \(words[2])" : nil
            }
            let kept = try await run(
                ["grep", "-E", "-v", "-f", Self.file("logcheck.ignore")], input: lines.joined(separator: "\n") + "\n")
            let left = kept.output.split(separator: "\n")
            #expect(!left.isEmpty && left.allSatisfy { $0.contains(" state=failed") }, "\(kept.output)")
        }
    }

    @Test("The alerts go off when they should, says promtool")
    func alerts() async throws {
        let check = try await run(["promtool", "check", "rules", Self.file("followupd.rules.yml")])
        #expect(check.exit == 0, "\(check.errors)")
        try await withTemporaryDirectory { directory in
            let rules = try readFile(PackageFiles.path("Tests/IntegrationTests/Support/alert-tests.yml"))
            try writeFile(
                rules.replacing("RULES", with: Self.file("followupd.rules.yml")), to: directory.path + "/tests.yml")
            let test = try await run(["promtool", "test", "rules", directory.path + "/tests.yml"])
            #expect(test.exit == 0, "\(test.output)\(test.errors)")
        }
    }

    @Test("Alerts and dashboard ask only for figures that there are")
    func names() async throws {
        try await DaemonFixture.withRunning { daemon in
            let text = try await run([Self.ctl, "metrics"], environment: ["FOLLOWUPD_SOCKET": daemon.socketPath]).output
            // Those that nothing has been counted for yet have no lines.
            let known = Set(
                text.split(separator: "\n").filter { $0.hasPrefix("followupd_") }.map {
                    $0.prefix { $0 != " " && $0 != "{" }
                }
            ).union([
                "followupd_oldest_overdue_time_seconds",
                "followupd_next_follow_up_time_seconds", "followupd_job_last_success_time_seconds",
            ])
            for name in ["followupd.rules.yml", "followupd-dashboard.json"] {
                let words = try readFile(Self.file(name)).split { !$0.isLetter && $0 != "_" }
                for word in words where word.hasPrefix("followupd_") {
                    #expect(known.contains(word), "\(name): \(word)")
                }
            }
            let dashboard = Data(try readFile(Self.file("followupd-dashboard.json")).utf8)
            let parsed = try? JSONDecoder().decode(JSONValue.self, from: dashboard)
            #expect(parsed != nil)
        }
    }

    @Test("check-health is a plugin: a line with figures, and 0, 1, 2 or 3")
    func plugin() async throws {
        try await DaemonFixture.withRunning { daemon in
            func check(_ words: String...) async throws -> CommandResult {
                try await run([Self.ctl, "check-health"] + words, environment: ["FOLLOWUPD_SOCKET": daemon.socketPath])
            }
            let well = try await check()
            #expect(well.exit == 0)
            #expect(
                well.output.hasPrefix(
                    "FOLLOWUPD OK - 0 of 0 customers overdue | customers=0;;;0 overdue=0;;;0 late=0s;300;3600;0"),
                "\(well.output)")
            try await daemon.call(JobsMethods.Pause.self, .init(code: "send"))
            let paused = try await check()
            #expect(paused.exit == 1)
            #expect(paused.output.hasPrefix("FOLLOWUPD WARNING - send is paused |"))
            #expect(try await check("--failed-critical", "0").exit == 2)
            #expect(try await check("--failed-critical", "x").exit == 3)
            #expect(try await daemon.terminate() == 0)
            let down = try await check()
            #expect(down.exit == 2)
            #expect(down.output.hasPrefix("FOLLOWUPD CRITICAL - The daemon cannot be reached"))
        }
    }
}
