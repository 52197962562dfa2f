import ControlAPI
import TestKit
import Testing
import Varlink

/// The real daemon under a real systemd, in the sandbox of its unit.
@Suite(.enabled(if: Container.isExpectedToBoot, "\(Container.whyNot)"))
struct DaemonServiceTests {
    private static let service = "followupd.service"
    private static let files = Container.File.service(running: "followupd")

    private static let workflow = """
        followupd: 1
        calendars:
          - { code: default, zone: UTC }
        templates:
          - { code: letter, subject: "About {{customer.number}}", text: "Dear {{customer.name}}" }
        statuses:
          - code: P
            initial: true
            duration: 1 second
            triggers:
              - { code: first-call, when: entered, task: "Call {{customer.number}}" }
              - { code: first-mail, when: entered, email: letter }
        """

    @Test("It is ready when it answers, follows up, logs fields, reloads, stops, and is started by a call")
    func life() async throws {
        try await Container.withBooted(files: Self.files) { container in
            // It is enabled, so it has run since the boot: without a configuration file, which is well too.
            try await container.succeed("systemctl", "restart", Self.service)
            // At once: READY=1 means that the socket answers.
            try await container.call(ServiceMethods.Ping.self, Nothing())
            let status = try await container.property("StatusText", of: Self.service)
            #expect(status == "0 customers overdue; no follow-up planned")

            try await container.call(WorkflowMethods.Apply.self, .init(document: Self.workflow))
            try await container.call(
                CustomersMethods.Add.self, .init(number: "4711", name: "Zebedee", email: "zebedee@example.com"))
            try await expectFollowUp(in: container)
            // Nothing is due when a customer becomes overdue, so only the next event tells.
            _ = try await poll(for: "an overdue customer") {
                try await container.call(ServiceMethods.GetHealth.self, Nothing()).health.overdueCustomers == 1
                    ? true : nil
            }
            try await container.call(CustomersMethods.Add.self, .init(name: "Another"))
            try await container.wait(for: Self.service, "StatusText", "1 customer overdue; no follow-up planned")
            try await expectReload(in: container)
            try await expectStopAndCall(in: container)
        }
    }

    private func expectFollowUp(in container: Container) async throws {
        let entry = try await container.journalEntry("MESSAGE_ID=\(messageID(ofEvent: "message-settled"))")
        #expect(entry["FOLLOWUPD_CUSTOMER"] == "4711")
        #expect(entry["FOLLOWUPD_STATE"] == "sent")
        let decided = try await container.journal("MESSAGE_ID=\(messageID(ofEvent: "follow-up-decided"))")
        #expect(decided.map { $0["FOLLOWUPD_TRIGGER"] } == ["first-call", "first-mail"])
        #expect(decided.allSatisfy { $0["FOLLOWUPD_CUSTOMER"] == "4711" && $0["FOLLOWUPD_STATE"] == "fired" })
        #expect(decided.allSatisfy { $0["FOLLOWUPD_LATE"] == "false" && $0["_SYSTEMD_UNIT"] == Self.service })
        #expect(decided.first?["FOLLOWUPD_TASK"] == "1")

        // The sandbox lets it write what it must, and nobody else read it.
        let spool = try await container.succeed("sh", "-c", "stat -c '%a %U' /var/lib/followupd/spool/*.eml")
        #expect(spool == "600 _followupd")
        let log = try await container.journal("_SYSTEMD_UNIT=\(Self.service)")
        #expect(log.allSatisfy { $0["_TRANSPORT"] == "journal" }, "\(log.map(\.fields))")
        #expect(log.allSatisfy { (Int($0["PRIORITY"] ?? "0") ?? 0) >= 5 }, "\(log.compactMap { $0["MESSAGE"] })")
        #expect(!log.contains { $0.fields.values.contains { $0.contains("Zebedee") || $0.contains("zebedee") } })

        try await container.succeed("journalctl", "--update-catalog")
        let explained = try await container.succeed(
            "journalctl", "--no-pager", "-x", "MESSAGE_ID=\(messageID(ofEvent: "message-settled"))")
        #expect(explained.contains("Message 1 to customer 4711 is sent"))
    }

    private func expectReload(in container: Container) async throws {
        // The file is new: it is looked for at each reload.
        try await container.write("log:\n  level: info\n", to: "/etc/followupd/followupd.conf")
        try await container.succeed("systemctl", "reload", Self.service)
        _ = try await container.journalEntry("MESSAGE_ID=\(messageID(ofEvent: "reloaded"))")
        try await container.write("log: [", to: "/etc/followupd/followupd.conf")
        try await container.succeed("systemctl", "reload", Self.service)
        let refusal = try await container.journalEntry("MESSAGE_ID=\(messageID(ofEvent: "reload-refused"))")
        #expect(refusal["PRIORITY"] == "3")
        _ = try await poll(for: "the status text of the refusal") {
            try await container.property("StatusText", of: Self.service).hasPrefix("The new configuration was refused")
                ? true : nil
        }
        try await container.wait(for: Self.service, "ActiveState", "active")
        try await container.call(ServiceMethods.Ping.self, Nothing())
        try await container.write("log:\n  level: info\n", to: "/etc/followupd/followupd.conf")
    }

    private func expectStopAndCall(in container: Container) async throws {
        try await container.succeed("systemctl", "stop", Self.service)
        #expect(try await container.property("Result", of: Self.service) == "success")
        #expect(try await container.property("ExecMainStatus", of: Self.service) == "0")
        let files = try await container.succeed("ls", "/var/lib/followupd")
        #expect(files == "followupd.sqlite\nlock\nspool")
        #expect(try await container.property("ActiveState", of: Self.service) == "inactive")
        let customer = try await container.call(CustomersMethods.Get.self, .init(number: "4711")).customer
        #expect(customer.name == "Zebedee")
        try await container.wait(for: Self.service, "ActiveState", "active")
        #expect(try await container.property("NRestarts", of: Self.service) == "0")
    }

    @Test("A scan that hangs is ended by the watchdog; the next daemon makes what was due, once")
    func watchdog() async throws {
        try await Container.withBooted(files: Self.files) { container in
            let settings = "[Unit]\nStartLimitIntervalSec=0\n[Service]\nWatchdogSec=4s\nRestartSec=100ms\n"
            try await container.addDropIn(settings + "Environment=FOLLOWUPD_FAILPOINT=fire-row:wedge\n")
            try await container.succeed("systemctl", "restart", Self.service)
            try await container.call(WorkflowMethods.Apply.self, .init(document: Self.workflow))
            try await container.call(
                CustomersMethods.Add.self, .init(number: "4711", name: "A", email: "a@example.com"))
            try await container.addDropIn(settings)
            // Perhaps more than one, where the machine is slow to take the failpoint away.
            _ = try await poll(for: "a restart by the watchdog", patience: .seconds(40)) {
                try await container.property("NRestarts", of: Self.service) == "0" ? nil : true
            }
            try await expectIdle(container, customers: 1)
            let restarts = try await container.property("NRestarts", of: Self.service)
            let log = try await container.succeed("journalctl", "--no-pager", "--unit=\(Self.service)")
            #expect(log.contains("Failed with result 'watchdog'"))

            // Idle, it is not taken for dead.
            var last = try await container.property("WatchdogTimestampMonotonic", of: Self.service)
            for _ in 0..<2 {
                last = try await poll(for: "a heartbeat after \(last)") {
                    let now = try await container.property("WatchdogTimestampMonotonic", of: Self.service)
                    return now == last ? nil : now
                }
            }
            #expect(try await container.property("NRestarts", of: Self.service) == restarts)
        }
    }

    @Test("Killed, it is started again and loses nothing; stopped, it lets a mail program finish")
    func killAndDrain() async throws {
        try await Container.withBooted(files: Self.files) { container in
            try await container.addDropIn("[Service]\nRestartSec=100ms\n")
            try await container.succeed("systemctl", "restart", Self.service)
            try await container.call(WorkflowMethods.Apply.self, .init(document: Self.workflow))
            let csv: String = (1...200).map { "\($0),Customer \($0),c\($0)@example.com\n" }.joined()
            try await container.call(
                CustomersMethods.Import.self, .init(header: ["number", "name", "email"], csv: csv, firstLine: 2))
            try await container.succeed("systemctl", "kill", "--signal=KILL", Self.service)
            try await container.wait(for: Self.service, "NRestarts", "1")
            try await container.wait(for: Self.service, "ActiveState", "active")
            try await expectIdle(container, customers: 200)
            let spooled = try await container.succeed("sh", "-c", "ls /var/lib/followupd/spool | wc -l")
            #expect(spooled == "200")

            try await container.write(
                "mail:\n  carrier: command\n  program: [sh, -c, \"cat >/dev/null; sleep 2\"]\n",
                to: "/etc/followupd/followupd.conf")
            try await container.succeed("systemctl", "restart", Self.service)
            try await container.call(CustomersMethods.Add.self, .init(name: "Slow", email: "slow@example.com"))
            _ = try await poll(for: "the mail program") {
                try await container.call(ServiceMethods.GetHealth.self, Nothing()).health.sendingMessages == 1
                    ? true : nil
            }
            try await container.succeed("systemctl", "stop", Self.service)
            #expect(try await container.property("Result", of: Self.service) == "success")
            try await expectIdle(container, customers: 201)
        }
    }

    /// Each customer has one task and one sent message.
    private func expectIdle(_ container: Container, customers: Int) async throws {
        _ = try await poll(for: "the end of what is due") { () -> Bool? in
            // It may be restarting.
            guard let health = try? await container.call(ServiceMethods.GetHealth.self, Nothing()).health else {
                return nil
            }
            return health.openTasks == customers && health.queuedMessages + health.sendingMessages == 0 ? true : nil
        }
        let counts = try await container.succeed(
            "sqlite3", "/var/lib/followupd/followupd.sqlite",
            """
            PRAGMA integrity_check; SELECT count(*), count(DISTINCT customerId) FROM task;
            SELECT state, count(*), count(DISTINCT customerId) FROM message GROUP BY state
            """)
        #expect(counts == "ok\n\(customers)|\(customers)\nsent|\(customers)|\(customers)")
    }
}
