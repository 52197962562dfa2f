import ControlAPI
import TestKit
import Testing
import Varlink

@Suite("Commands against a real socket")
struct CommandTests {
    @Test("a customer is listed as a table, as JSON and as CSV")
    func formats() async throws {
        let listing = StubDaemon.list(
            CustomersMethods.List.self, [.init(customer: Samples.customer(name: "Evil\u{1b}[2J"), cursor: "x")])
        try await StubDaemon.running([listing.0: listing.1]) { daemon in
            let table = try await daemon.run("customer", "list")
            #expect(table.exit == 0)
            #expect(table.lines.first?.hasPrefix("NUMBER  NAME") == true)
            #expect(table.lines.last?.contains("Evil\\u{1b}[2J") == true)
            #expect(table.lines.last?.contains("2026-11-05T08:02:07+01:00") == true)
            let json = try await daemon.run("customer", "list", "--json")
            #expect(json.lines.count == 1)
            #expect(json.output.contains("\"enteredAt\":\"2026-11-05T08:02:07+01:00\""))
            let csv = try await daemon.run("customer", "list", "--csv")
            #expect(csv.output.hasPrefix("number,name,department,"))
        }
    }

    @Test("options arrive as parameters")
    func parameters() async throws {
        let change = CustomersMethods.Change(
            from: "P", to: "A", cancelledFollowUps: 2, cancelledTasks: 1, cancelledMessages: 0, plannedFollowUps: 3,
            version: 8, recommended: [])
        let setStatus = StubDaemon.answer(CustomersMethods.SetStatus.self) { parameters in
            #expect(
                parameters
                    == .init(
                        number: "1042", status: "A", note: "signed", dueOn: "2026-12-31", expectedVersion: 7,
                        restart: true))
            return .init(change: change)
        }
        let add = StubDaemon.answer(CustomersMethods.Add.self) { parameters in
            #expect(parameters.name == "Seebad" && parameters.customFields == ["industry": "Hotels=all"])
            #expect(parameters.enteredAt == 1_782_864_000_000)
            return .init(number: "9", duplicates: [])
        }
        try await StubDaemon.running([setStatus.0: setStatus.1, add.0: add.1]) { daemon in
            let moved = try await daemon.run(
                "customer", "set-status", "1042", "A", "--note", "signed", "--due", "2026-12-31", "--expected-version",
                "7",
                "--restart")
            #expect(moved.exit == 0)
            #expect(moved.output.hasPrefix("Customer 1042 moved from P to A, now at version 8: 3 follow-ups planned"))
            let added = try await daemon.run(
                "customer", "add", "Seebad", "--field", "industry=Hotels=all", "--entered", "2026-07-01", "--json")
            #expect(added.output == "{\"number\":\"9\"}\n")
        }
    }

    @Test("a refusal is one sentence and exit status 1, with every reason there is")
    func refusals() async throws {
        let get = StubDaemon.refuse(
            CustomersMethods.Get.self, .customerNotFound,
            ["number": "7", "message": "There is no customer 7; look it up with `customer list`."])
        let change = StubDaemon.refuse(
            CustomersMethods.SetStatus.self, .changeRejected,
            ["reasons": ["Status X is retired.", "The customer is paused."], "message": "Two reasons."])
        let apply = StubDaemon.refuse(
            WorkflowMethods.Apply.self, .invalidWorkflow, ["line": 3, "column": 5, "message": "`zone` is missing."])
        try await StubDaemon.running([get.0: get.1, change.0: change.1, apply.0: apply.1]) { daemon in
            let missing = try await daemon.run("customer", "show", "7")
            #expect(missing.exit == 1)
            #expect(missing.output.isEmpty)
            #expect(missing.errors == "followupctl: There is no customer 7; look it up with `customer list`.\n")
            let rejected = try await daemon.run("customer", "set-status", "7", "X")
            #expect(rejected.exit == 1)
            #expect(
                rejected.errors == "followupctl: The change was refused: Status X is retired. The customer is paused.\n"
            )
            let broken = try await daemon.run("workflow", "apply", "-", "--yes", input: "followupd: 1\n")
            #expect(broken.exit == 1)
            #expect(broken.errors == "followupctl: standard input:3:5: `zone` is missing.\n")
        }
    }

    @Test("a daemon that is not there is exit status 3, and every place looked at is named")
    func notReachable() async throws {
        let result = try await Followupctl.run(["ping", "--socket", "/nonexistent/control"])
        #expect(result.exit == 3)
        #expect(result.errors.contains("/nonexistent/control (there is no socket)"))
        let other = try await Followupctl.run(["ping"], environment: ["FOLLOWUPD_SOCKET": "/nonexistent/other"])
        #expect(other.exit == 3)
        #expect(other.errors.contains("/nonexistent/other"))
    }

    @Test(
        "a wrong command line is exit status 2",
        arguments: [
            [], ["customer"], ["customer", "shoe"], ["customer", "show"], ["customer", "list", "--limit", "many"],
            ["customer", "set-due", "1", "2026-02-30"], ["health", "--json", "--csv"],
            ["trigger", "add", "x", "--status", "P", "--when", "overdue"], ["task", "done"],
            ["template", "add", "x", "--subject", "s"],
        ])
    func usage(arguments: [String]) async throws {
        let result = try await Followupctl.run(arguments)
        #expect(result.exit == 2)
        #expect(result.output.isEmpty)
        #expect(!result.errors.isEmpty)
    }

    @Test("help, the version and completions are answers, not errors", arguments: ["--help", "--version", "help"])
    func help(argument: String) async throws {
        let result = try await Followupctl.run([argument])
        #expect(result.exit == 0)
        #expect(!result.output.isEmpty)
        #expect(result.errors.isEmpty)
        let completions = try await Followupctl.run(["--generate-completion-script", "bash"])
        #expect(completions.output.contains("followupctl"))
    }

    @Test(
        "health tells all, and is exit status 1 when the daemon is degraded", arguments: [("ok", 0), ("degraded", 1)])
    func health(state: String, status: Int32) async throws {
        let health = StubDaemon.answer(ServiceMethods.GetHealth.self, .init(health: Samples.health(state)))
        try await StubDaemon.running([health.0: health.1]) { daemon in
            let result = try await daemon.run("health")
            #expect(result.exit == status)
            #expect(result.output.contains("Customers:      1,204\n"))
            #expect(result.output.contains("mail program is missing") == (state == "degraded"))
            #expect(result.errors.isEmpty)
        }
    }

    @Test("instants without a zone are shown in the machine's, as TZ says")
    func localZone() async throws {
        let list = StubDaemon.list(TasksMethods.List.self, [.init(task: Samples.task, cursor: "x")])
        try await StubDaemon.running([list.0: list.1]) { daemon in
            let result = try await daemon.run("task", "list", "--json", environment: ["TZ": "America/Chicago"])
            #expect(result.output.contains("\"createdAt\":\"2026-11-05T01:02:07-06:00\""))
        }
    }

    @Test("the monitor shows health first, then events")
    func monitor() async throws {
        try await StubDaemon.running([
            ServiceMethods.Monitor.name: { call in
                try await call.replyMore(ServiceMethods.Monitor.Reply(health: Samples.health(), event: nil))
                try await call.reply(ServiceMethods.Monitor.Reply(health: nil, event: Samples.event))
            }
        ]) { daemon in
            let text = try await daemon.run("monitor")
            #expect(text.lines.first == "State:          ok")
            #expect(text.lines.last == "status-changed customer=1042")
            let json = try await daemon.run("monitor", "--json")
            #expect(json.lines.count == 2)
            #expect(json.lines.last?.hasPrefix("{\"event\":{\"name\":\"status-changed\"") == true)
        }
    }

    @Test("explaining tells each stay, each follow-up and what comes next")
    func explain() async throws {
        let explain = StubDaemon.answer(
            CustomersMethods.Explain.self,
            .init(
                customer: Samples.customer(), periods: [Samples.period()],
                followUps: [Samples.followUp(), Samples.followUp(4, state: "planned")], notes: []))
        try await StubDaemon.running([explain.0: explain.1]) { daemon in
            let result = try await daemon.run("customer", "explain", "1042")
            #expect(result.exit == 0)
            #expect(result.lines.first == "Customer 1042, Quandt Logistik, Primary")
            #expect(result.output.contains("It is OVERDUE since 2026-11-12T06:42:07+01:00, by 9 days"))
            #expect(result.output.contains("It made task 12, late."))
            #expect(result.lines.last == "Next: p-call at 2026-11-05T08:02:07+01:00.")
            let json = try await daemon.run("customer", "explain", "1042", "--json")
            #expect(json.lines.count == 1)
        }
    }

    @Test("a reader that has seen enough ends a listing quietly")
    func closedPipe() async throws {
        let replies = (1...20_000).map { CustomersMethods.List.Reply(customer: Samples.customer("\($0)"), cursor: "x") }
        let list = StubDaemon.list(CustomersMethods.List.self, replies)
        try await StubDaemon.running([list.0: list.1]) { daemon in
            let shell = "{ \"$0\" customer list --socket \"$1\"; echo \"status $?\" >&2; } | head -n 1"
            let result = try await run(["sh", "-c", shell, Followupctl.path, daemon.socket])
            #expect(result.lines.count == 1)
            #expect(result.errors == "status 0\n")
        }
    }

    @Test("output that cannot be written is a failure")
    func fullDevice() async throws {
        let ping = StubDaemon.answer(ServiceMethods.Ping.self, .init(version: "1"))
        try await StubDaemon.running([ping.0: ping.1]) { daemon in
            let shell = "\"$0\" ping --socket \"$1\" > /dev/full"
            let result = try await run(["sh", "-c", shell, Followupctl.path, daemon.socket])
            #expect(result.exit == 1)
            #expect(result.errors.contains("make room"))
        }
    }

    @Test("presets are listed and printed")
    func presets() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("# The workflow of a test: short.\nfollowupd: 1\n", to: "test.yaml")
        let environment = ["FOLLOWUPD_PRESETS": directory.path]
        let list = try await Followupctl.run(["workflow", "preset"], environment: environment)
        #expect(list.lines.contains { $0.hasPrefix("test") && $0.contains("The workflow of a test") })
        let text = try await Followupctl.run(["workflow", "preset", "test"], environment: environment)
        #expect(text.output == "# The workflow of a test: short.\nfollowupd: 1\n")
        let missing = try await Followupctl.run(["workflow", "preset", "other"], environment: environment)
        #expect(missing.exit == 1)
    }

    @Test("the program links neither Foundation nor its ICU")
    func linkage() async throws {
        let libraries = try await run(["ldd", Followupctl.path]).output
        #expect(libraries.contains("libc.so"))
        #expect(!libraries.contains("libFoundation.so"))
        #expect(!libraries.contains("ICU"))
    }
}
