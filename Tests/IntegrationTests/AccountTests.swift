import ControlAPI
import Glibc
import TestKit
import Testing
import Varlink

/// Who calls is the kernel's word: the real programs, under real Unix accounts that every Debian has.
@Suite(
    "Unix accounts",
    .enabled(if: Effort.includesRoots, "Only root can run a program as another user."))
struct AccountTests {
    /// `daemon` is uid 1 and `bin` uid 2 in base-passwd(8).
    private func followupctl(_ daemon: DaemonFixture, uid: Int, _ arguments: String...) async throws -> CommandResult {
        try await run(
            ["setpriv", "--reuid=\(uid)", "--regid=\(uid)", "--clear-groups", BuiltProducts.executable("followupctl")]
                + arguments,
            environment: ["FOLLOWUPD_SOCKET": daemon.socketPath])
    }

    @Test("An account is who it is mapped to, with the rights of that user, and a denial is logged with who and what")
    func mapped() async throws {
        try await DaemonFixture.withRunning { daemon in
            try await daemon.apply(try readFile(PackageFiles.path("Deploy/presets/staffing.yaml")))
            #expect(try await followupctl(daemon, uid: 1, "customer", "list").exit == 1)
            try await daemon.call(
                AccessMethods.AddUser.self, .init(code: "ana", name: "Ana", account: "daemon", role: "agent"))
            #expect(try await followupctl(daemon, uid: 1, "whoami").output.contains("ana"))
            #expect(try await followupctl(daemon, uid: 1, "customer", "add", "Quandt", "--number", "1001").exit == 0)
            #expect(
                try await daemon.call(CustomersMethods.History.self, .init(number: "1001")).periods.map(\.enteredBy)
                    == ["ana"])
            let denied = try await followupctl(daemon, uid: 1, "status", "add", "X", "X")
            #expect(denied.exit == 1 && denied.errors.contains("takes the role administrator"))
            #expect(daemon.log.contains("access-denied user=ana"))
            #expect(
                try await followupctl(daemon, uid: 2, "customer", "show", "1001").errors.contains(
                    "knows no user for this account"))
            // Of everybody in the name space's overflow nobody is told anything.
            try await daemon.call(
                AccessMethods.AddUser.self, .init(code: "nob", name: "Nobody", account: "nobody", role: "manager"))
            #expect(try await followupctl(daemon, uid: 65534, "customer", "show", "1001").exit == 1)
        }
    }

    @Test("A trusted service account acts as a user by --as, and as nobody else without the trust")
    func assumed() async throws {
        try await DaemonFixture.withRunning { daemon in
            try await daemon.apply(try readFile(PackageFiles.path("Deploy/presets/staffing.yaml")))
            try await daemon.call(AccessMethods.AddUser.self, .init(code: "ana", name: "Ana", role: "agent"))
            try await daemon.call(
                AccessMethods.AddUser.self,
                .init(code: "portal", name: "Portal", account: "daemon", role: "viewer", mayAssume: true))
            #expect(try await followupctl(daemon, uid: 1, "customer", "add", "Q", "--number", "7").exit == 1)
            #expect(
                try await followupctl(daemon, uid: 1, "customer", "add", "Q", "--number", "7", "--as", "ana").exit == 0)
            let entry = try #require(
                try await daemon.client().list(AuditMethods.List.self, .init(subject: "7")).first?.entry)
            #expect(entry.by == "ana" && entry.assumedBy == "portal" && entry.uid == 1)
        }
    }

    @Test("Erasing takes the mails in the spool along, and every byte in the state directory")
    func erase() async throws {
        try await DaemonFixture.withRunning { daemon in
            try await daemon.apply(
                """
                followupd: 1
                templates: [{ code: hello, subject: "Dear {{customer.name}}", text: "Hello" }]
                statuses:
                  - { code: P, initial: true, triggers: [{ code: t, when: entered, email: hello }] }
                """)
            try await daemon.call(
                CustomersMethods.Add.self,
                .init(number: "7", name: "Wilhelmine Unverwechselbar", email: "w@unverwechselbar.example"))
            let spool = daemon.stateDirectory + "/spool"
            _ = try await poll(for: "a mail in the spool") {
                (try? namesInDirectory(spool))?.contains { $0.hasSuffix(".eml") } == true ? true : nil
            }
            _ = try await poll(for: "the mail being settled") {
                try await daemon.client().list(MessagesMethods.List.self, .init(state: "sent")).isEmpty ? nil : true
            }
            try await daemon.call(CustomersMethods.Erase.self, .init(number: "7"))
            #expect(try namesInDirectory(spool).filter { $0.hasSuffix(".eml") }.isEmpty)
            let found = try await run(["grep", "-rilaE", "wilhelmine|unverwechselbar", daemon.stateDirectory])
            #expect(found.output.isEmpty, "\(found.output)")
        }
    }
}
