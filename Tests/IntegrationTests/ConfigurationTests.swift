import ControlAPI
import TestKit
import Testing
import Varlink

@testable import followupd

/// followupd.conf(5): the file, its drop-ins, the environment, and what a reload brings into force.
@Suite("Configuration")
struct ConfigurationTests {
    @Test("the man page and the file of defaults are made from the list of settings")
    func manual() throws {
        try expectGolden("Deploy/man/followupd.conf.5", ConfigurationManual.text)
        try expectGolden("Deploy/followupd.conf", ConfigurationManual.sample)
    }

    @Test("the file of defaults is right as it is, and says the same with every # taken away")
    func sample() async throws {
        let defaults = try await configuration([:])
        let sample = try readFile(PackageFiles.path("Deploy/followupd.conf"))
        let asShipped = try await configuration(["followupd.conf": sample])
        #expect(asShipped == defaults)
        let bare = sample.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("#") && (line.hasPrefix("#  ") || !line.hasPrefix("# "))
                ? String(line.dropFirst()) : String(line)
        }.joined(separator: "\n")
        var said = try await configuration(["followupd.conf": bare])
        #expect(said.said.count == Setting.all.count)
        #expect(defaults.changes(to: said).count == Setting.all.count)
        said.said = defaults.said
        // Said or not, an empty text is none.
        #expect(said == defaults)
    }

    @Test("program, tool and package have one version")
    func version() async throws {
        let changelog = try readFile(PackageFiles.path("Deploy/debian/changelog"))
        #expect(changelog.hasPrefix("followupd (\(Daemon.version)) "))
        let tool = try await run([BuiltProducts.executable("followupctl"), "--version"])
        #expect(tool.output == "\(Daemon.version)\n")
    }

    @Test("a section of which every line is still a comment says nothing")
    func emptySection() async throws {
        let read = try await configuration(["followupd.conf": "scan:\n#  stormThreshold: 3\nmail:\n"])
        #expect(read.said.isEmpty)
    }

    @Test("drop-ins go before the file and before those whose names sort before theirs; other files are left alone")
    func dropIns() async throws {
        let read = try await configuration([
            "followupd.conf": "scan:\n  stormThreshold: 1\n  intervalSeconds: 11\noutbox:\n  inFlight: 3\n",
            "followupd.conf.d/10-a.conf": "scan:\n  stormThreshold: 2\n  intervalSeconds: 12\n",
            "followupd.conf.d/20-b.conf": "scan:\n  stormThreshold: 3\n",
            "followupd.conf.d/30-c.conf.bak": "scan:\n  stormThreshold: 4\n",
            "followupd.conf.d/.hidden.conf": "scan: [",
        ])
        #expect(read.stormThreshold == 3)
        #expect(read.scanIntervalSeconds == 12)
        #expect(read.inFlight == 3)
    }

    @Test(
        "a mistake is told with the file it is in, and without what may be secret",
        arguments: [
            (
                "followupd.conf.d/x.conf", "webhook:\n  url: \"https://secret",
                "followupd.conf.d/x.conf cannot be read as YAML"
            ),
            ("followupd.conf.d/x.conf", "wehbook:\n  url: https://secret\n", "wehbook.url in "),
            ("followupd.conf", "scan:\n  stormThreshold: [500]\n", "must be one value, not a list"),
            ("followupd.yaml", "log: {level: info}", "is not read any more"),
            ("followupd.conf", "- secret", "must hold settings"),
            ("followupd.conf", "metrics:\n  file: figures.prom\n", "metrics.file must be a path that begins with /"),
        ])
    func mistakes(file: String, text: String, words: String) async throws {
        let error = await #expect(throws: ConfigurationError.self) { try await configuration([file: text]) }
        let sentence = try #require(error).description
        #expect(sentence.contains(words), "\(sentence)")
        #expect(!sentence.contains("secret"), "\(sentence)")
    }

    @Test("--check-config says what is said, or what is wrong, and starts nothing")
    func check() async throws {
        try await DaemonFixture.withFiles(
            settings: ["FOLLOWUPD_SCAN_STORM_TRESHOLD": "5", "FOLLOWUPD_OUTBOX_IN_FLIGHT": "7"],
            configuration: "mail:\n  sender: office@example.com\n"
        ) { daemon in
            let right = try await daemon.runToEnd(options: ["--check-config"])
            #expect(right.exit == 0)
            #expect(
                right.output == """
                    Read \(daemon.configurationPath)
                    Warning: the environment variable FOLLOWUPD_SCAN_STORM_TRESHOLD is no setting.
                    mail.sender: office@example.com
                    outbox.inFlight: 7
                    The configuration is right.

                    """)
            #expect((try? namesInDirectory(daemon.stateDirectory)) == nil)
            try writeFile("webhook:\n  url: https://example.com\n  secretFile: no-such\n", to: daemon.configurationPath)
            let wrong = try await daemon.runToEnd(options: ["--check-config"])
            #expect(wrong.exit == 78)
            #expect(wrong.errors.contains("webhook.secretFile is no-such, but no such credential was handed over"))
        }
    }

    @Test("a reload brings every setting into force at once, and names those that changed")
    func reload() async throws {
        try await DaemonFixture.withRunning(configuration: "log:\n  level: info\n") { daemon in
            try await daemon.apply(Self.workflow)
            try await daemon.call(CustomersMethods.Add.self, .init(number: "1", name: "A", email: "a@example.com"))
            try await daemon.waitUntilIdle(planned: 0)
            #expect(try namesInDirectory(daemon.spoolPath).count == 1)

            let other = daemon.directory + "/other"
            try writeFile(
                """
                log: { level: info }
                mail: { sender: new@example.com, spoolDirectory: \(other) }
                scan: { stormThreshold: 2 }
                metrics: { file: \(daemon.directory)/figures.prom, office: north }
                """, to: daemon.configurationPath)
            let changed = try await daemon.call(ServiceMethods.Reload.self, Nothing()).changed
            #expect(
                changed.sorted() == [
                    "mail.sender", "mail.spoolDirectory", "metrics.file", "metrics.office", "scan.stormThreshold",
                ])
            #expect(daemon.log.contains(" notice reloaded changed=mail.sender,"))
            try await daemon.call(CustomersMethods.Add.self, .init(number: "2", name: "B", email: "b@example.com"))
            try await daemon.waitUntilIdle(planned: 0)
            let mails = try namesInDirectory(other)
            #expect(mails.count == 1)
            #expect(try readFile("\(other)/\(mails[0])").contains("new@example.com"))
            let csv: String = (10..<15).map { "\($0),c\($0)@example.com\n" }.joined()
            try await daemon.call(
                CustomersMethods.Import.self, .init(header: ["name", "email"], csv: csv, firstLine: 2))
            _ = try await poll(for: "the storm guard") { try await daemon.health().heldFollowUps > 0 ? true : nil }
            let figures = try await poll(for: "the figures") { try? readFile(daemon.directory + "/figures.prom") }
            #expect(figures.contains("followupd_customers{office=\"north\"} "))
        }
    }

    private static let workflow = """
        followupd: 1
        calendars:
          - { code: default, zone: UTC }
        templates:
          - { code: welcome, subject: Welcome, text: T }
        statuses:
          - { code: P, initial: true, triggers: [{ code: mail, when: entered, email: welcome }] }
        """

    private func configuration(_ files: [String: String]) async throws -> DaemonConfiguration {
        try await withTemporaryDirectory { directory in
            try await runSuccessfully(["mkdir", directory.path + "/followupd.conf.d"])
            for (name, text) in files { try writeFile(text, to: "\(directory.path)/\(name)") }
            return try await DaemonConfiguration.read(
                ConfigurationFiles(main: directory.path + "/followupd.conf", isRequired: false))
        }
    }
}
