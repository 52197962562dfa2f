import TestKit
import Testing

/// The units and the Systemd module under a real systemd, with a stand-in for the daemon.
@Suite(.enabled(if: Container.isExpectedToBoot, "\(Container.whyNot)"))
struct SystemdServiceTests {
    private static let files = Container.File.service(running: "SystemdHelper")

    private static let socketPath = "/run/followupd/control"

    @Test("The service starts, logs, reloads, is woken by its socket and stops as systemd expects")
    func lifeOfTheService() async throws {
        try await Container.withBooted(files: Self.files) { container in
            try await container.succeed("systemctl", "start", "followupd.service")
            #expect(try await container.property("StatusText", of: "followupd.service") == "Standing in")
            let firstProcess = try await container.property("MainPID", of: "followupd.service")

            try await expectLoggedFields(of: firstProcess, in: container)
            try await expectDirectories(in: container)
            try await expectAnswer(from: firstProcess, in: container)
            try await expectReload(in: container)
            try await expectStop(in: container)

            // A call while the service is down starts it and is answered.
            let answer = try await container.succeed("followupd", "ask", Self.socketPath, "hello")
            let secondProcess = try await container.property("MainPID", of: "followupd.service")
            #expect(answer.hasPrefix("process \(secondProcess) user "))
            #expect(secondProcess != firstProcess)
        }
    }

    @Test(
        "Where the journal's socket is missing or refuses, the log goes to stderr with priorities systemd reads",
        arguments: [
            "InaccessiblePaths=/run/systemd/journal/socket", "BindPaths=/etc/refusing:/run/systemd/journal/socket",
        ])
    func journalOutOfReach(setting: String) async throws {
        try await Container.withBooted(files: Self.files) { container in
            try await container.write("", to: "/etc/refusing")
            try await container.succeed("chmod", "0666", "/etc/refusing")
            try await container.addDropIn("[Service]\n\(setting)\n")
            try await container.succeed("systemctl", "restart", "followupd.service")
            let process = try await container.property("MainPID", of: "followupd.service")
            let entry = try await container.journalEntry("_PID=\(process)")
            #expect(entry["MESSAGE"] == "service-ready sockets=1")
            #expect(entry["PRIORITY"] == "5")
            #expect(entry["_TRANSPORT"] == "stdout")
        }
    }

    private func expectLoggedFields(of process: String, in container: Container) async throws {
        let entry = try await container.journalEntry("MESSAGE_ID=5ee1ab1e000000000000000000000001", "_PID=\(process)")
        #expect(entry["MESSAGE"] == "service-ready sockets=1")
        #expect(entry["PRIORITY"] == "5")
        #expect(entry["SYSLOG_IDENTIFIER"] == "followupd")
        #expect(entry["FOLLOWUPD_SOCKETS"] == "1")
        #expect(entry["FOLLOWUPD_PROCESS_NAME"] == "stand-in\nwith a second line")
        #expect(entry["_TRANSPORT"] == "journal")
        #expect(entry["_SYSTEMD_UNIT"] == "followupd.service")
        #expect(entry["CODE_FILE"] == nil)
        #expect(try await container.journal("_PID=\(process)", "_TRANSPORT=stdout").isEmpty)
    }

    private func expectDirectories(in container: Container) async throws {
        let modes = try await container.succeed(
            "stat", "--format=%n %a %U %G", "/var/lib/followupd", "/etc/followupd",
            "/run/followupd", Self.socketPath)
        #expect(
            modes == """
                /var/lib/followupd 700 _followupd _followupd
                /etc/followupd 755 root root
                /run/followupd 755 root root
                \(Self.socketPath) 666 root root
                """)
    }

    private func expectAnswer(from process: String, in container: Container) async throws {
        let user = try await container.succeed("id", "-u", "_followupd")
        let answer = try await container.succeed(
            "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "followupd", "ask", Self.socketPath,
            "hello")
        #expect(answer == "process \(process) user \(user)")
    }

    private func expectReload(in container: Container) async throws {
        try await container.succeed("systemctl", "--no-block", "reload", "followupd.service")
        try await container.wait(for: "followupd.service", "StatusText", "Reloading")
        try await container.wait(for: "followupd.service", "ActiveState", "reloading")
        try await container.succeed("followupd", "ask", Self.socketPath, "reloaded")
        try await container.wait(for: "followupd.service", "ActiveState", "active")
        #expect(try await container.property("StatusText", of: "followupd.service") == "Reloaded")
    }

    private func expectStop(in container: Container) async throws {
        try await container.succeed("systemctl", "stop", "followupd.service")
        #expect(try await container.property("Result", of: "followupd.service") == "success")
        #expect(try await container.property("ExecMainStatus", of: "followupd.service") == "0")
        #expect(try await container.property("ActiveState", of: "followupd.socket") == "active")
        let entry = try await container.journalEntry("MESSAGE_ID=5ee1ab1e000000000000000000000003")
        #expect(entry["FOLLOWUPD_RESULT"] == "clean")
    }
}
