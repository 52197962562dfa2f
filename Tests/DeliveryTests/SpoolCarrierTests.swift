import FoundationEssentials
import Glibc
import TestKit
import Testing

@testable import Delivery

@Suite("A spool")
struct SpoolCarrierTests {
    let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func status(_ name: String) throws -> stat {
        var status = stat()
        guard lstat(folder.path(name), &status) == 0 else { throw TestSupportError("lstat \(name): errno \(errno)") }
        return status
    }

    @Test("is created with mode 0700, and holds a file of mode 0600 named by the Message-ID")
    func fileNameAndMode() async throws {
        let carrier = try SpoolCarrier(directory: folder.path("spool"))
        #expect(await carrier.deliver(try .example()) == .accepted)
        #expect(try folder.names(in: "spool") == ["0b7c.welcome.1@followupd.eml"])
        #expect(try status("spool").st_mode & 0o7777 == 0o700)
        #expect(try status("spool/0b7c.welcome.1@followupd.eml").st_mode == S_IFREG | 0o600)
        #expect(try folder.bytes("spool/0b7c.welcome.1@followupd.eml") == MailMessage(.example()).bytes)
    }

    @Test("has these modes whatever the umask")
    func umaskDoesNotMatter() async throws {
        let path = folder.path("spool")
        // On a thread with a umask of its own, so that other tests keep theirs.
        let problem: String? = await runBlocking {
            typealias Unshare = @convention(c) (CInt) -> CInt
            let shareNoFileSystemState: CInt = 0x200  // CLONE_FS, which Glibc's module lacks
            guard let symbol = dlsym(nil, "unshare"),
                unsafeBitCast(symbol, to: Unshare.self)(shareNoFileSystemState) == 0
            else { return "unshare: errno \(errno)" }
            umask(0o777)
            do {
                try SpoolDirectory(path: path).write([1], named: "file")
                return nil
            } catch {
                return "\(error)"
            }
        }
        #expect(problem == nil)
        #expect(try status("spool").st_mode & 0o7777 == 0o700)
        #expect(try status("spool/file").st_mode & 0o7777 == 0o600)
    }

    @Test("writes a message of another channel as plain text with the lines of its address")
    func letter() async throws {
        let carrier = try SpoolCarrier(directory: folder.path("spool"))
        let message = try OutgoingMessage.example(
            channel: .sms, recipient: "1 High Street\r\nBath\u{0}", recipientName: "Zoë\nBcc: x", subject: "Größe",
            text: "Dear Zoë\r\n\u{1B}[31m")
        #expect(await carrier.deliver(message) == .accepted)
        #expect(
            try folder.text("spool/0b7c.welcome.1@followupd.txt") == """
                Message-ID: <0b7c.welcome.1@followupd>
                Channel: sms
                Date: Tue, 14 Nov 2023 22:13:20 +0000
                Customer-Number: 1042
                From: The Office <office@example.com>
                To: 1 High Street
                 Bath\u{FFFD}
                Name: Zoë Bcc: x
                Subject: Größe

                Dear Zoë
                \u{FFFD}[31m

                """)
    }

    @Test(
        "names files safely, hidden never, and differently for different ids",
        arguments: [
            ("<../../etc/passwd@x>", "%2E./../etc/passwd@x"), ("<.hidden@x>", "%2Ehidden@x"), ("<a/b@x>", "a%2Fb@x"),
            ("<a%2Fb@x>", "a%252Fb@x"), ("<-rf@x>", "-rf@x"), ("<a;b$c@x>", "a%3Bb%24c@x"),
        ])
    func safeNames(id: String, stem: String) throws {
        #expect(try MessageID.fileStem(id) == stem.replacing("/", with: "%2F"))
    }

    @Test("refuses for good what cannot be written down: a bad address, a bad or over-long id")
    func refused() async throws {
        let carrier = try SpoolCarrier(directory: folder.path("spool"))
        #expect(await carrier.deliver(try .example(recipient: "nobody")).isFailed)
        #expect(await carrier.deliver(try .example(id: "no id")).isFailed)
        #expect(await carrier.deliver(try .example(id: "<\(String(repeating: "/", count: 100))@x>")).isFailed)
        #expect(try folder.names(in: "spool").isEmpty)
    }

    @Test("holds a message once however often and by however many it is delivered, and never in part")
    func idempotentAndAtomic() async throws {
        let carrier = try SpoolCarrier(directory: folder.path("spool"))
        let message = try OutgoingMessage.example(text: String(repeating: "line of text\n", count: 2000))
        let whole = try MailMessage(message).bytes
        #expect(await carrier.deliver(message) == .accepted)
        let folder = folder
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<5 { #expect(await carrier.deliver(message) == .accepted) }
                }
                group.addTask {
                    for _ in 0..<20 {
                        let found = try folder.bytes("spool/0b7c.welcome.1@followupd.eml")
                        #expect(found == whole)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try folder.names(in: "spool") == ["0b7c.welcome.1@followupd.eml"])
    }

    @Test("follows no symbolic link in place of a message's file, but replaces it")
    func symbolicLinkAtTarget() async throws {
        let carrier = try SpoolCarrier(directory: folder.path("spool"))
        try folder.write("precious", to: "outside")
        #expect(symlink(folder.path("outside"), folder.path("spool/0b7c.welcome.1@followupd.eml")) == 0)
        #expect(await carrier.deliver(try .example()) == .accepted)
        #expect(try folder.text("outside") == "precious")
        #expect(try status("spool/0b7c.welcome.1@followupd.eml").st_mode == S_IFREG | 0o600)
    }

    @Test("is cleaned of unfinished files when it is opened, and of nothing else")
    func unfinishedFiles() throws {
        try FileManager.default.createDirectory(atPath: folder.path("spool"), withIntermediateDirectories: false)
        try folder.write("precious", to: "outside")
        for name in [".followupd-1x.tmp", "1@x.eml", ".keep", "followupd-1.tmp"] {
            try folder.write("half", to: "spool/\(name)")
        }
        #expect(symlink(folder.path("outside"), folder.path("spool/.followupd-2.tmp")) == 0)
        _ = try SpoolCarrier(directory: folder.path("spool"))
        #expect(try folder.names(in: "spool") == [".keep", "1@x.eml", "followupd-1.tmp"])
        #expect(try folder.text("outside") == "precious")
    }

    @Test("refuses to open on a file or below a directory that is missing, and says which directory")
    func unusable() throws {
        try folder.write("", to: "file")
        for name in ["file", "missing/spool"] {
            do {
                _ = try SpoolCarrier(directory: folder.path(name))
                Issue.record("opened \(name)")
            } catch {
                guard case .spoolUnusable(directory: folder.path(name), problem: _) = error else {
                    Issue.record("\(error)")
                    continue
                }
                #expect(error.description.contains(folder.path(name)))
            }
        }
    }

    @Test("asks to try again while its directory is gone, and goes on when it is back")
    func directoryGone() async throws {
        let carrier = try SpoolCarrier(directory: folder.path("spool"))
        #expect(rmdir(folder.path("spool")) == 0)
        let outcome = await carrier.deliver(try .example())
        #expect(outcome.isRetry && outcome.reason?.contains("No such file") == true)
        #expect(mkdir(folder.path("spool"), 0o700) == 0)
        #expect(await carrier.deliver(try .example()) == .accepted)
    }

    @Test("leaves nothing unfinished when the file cannot get its name")
    func nameTakenByDirectory() async throws {
        let carrier = try SpoolCarrier(directory: folder.path("spool"))
        #expect(mkdir(folder.path("spool/0b7c.welcome.1@followupd.eml"), 0o700) == 0)
        #expect(await carrier.deliver(try .example()).isRetry)
        #expect(try folder.names(in: "spool") == ["0b7c.welcome.1@followupd.eml"])
    }

    @Test("finishes a delivery whose task is cancelled")
    func cancelled() async throws {
        let carrier = try SpoolCarrier(directory: folder.path("spool"))
        let message = try OutgoingMessage.example()
        let delivery = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await carrier.deliver(message)
        }
        #expect(await delivery.value == .accepted)
        #expect(try folder.names(in: "spool").count == 1)
    }

    @Test(
        "asks to try again while the disk is full or read-only, and leaves nothing half written",
        .enabled(if: Effort.includesRoots, "mounting a small file system needs root"))
    func fullDisk() async throws {
        let spool = folder.path("spool")
        let carrier = try SpoolCarrier(directory: spool)
        try await system("/bin/mount", "-t", "tmpfs", "-o", "size=64k", "spool-test", spool)
        do {
            let large = try OutgoingMessage.example(text: String(repeating: "line of text\n", count: 20_000))
            let full = await carrier.deliver(large)
            #expect(full.isRetry && full.reason?.contains("No space left") == true)
            #expect(try folder.names(in: "spool").isEmpty)
            #expect(await carrier.deliver(try .example()) == .accepted)

            try await system("/bin/mount", "-o", "remount,ro", spool)
            let readOnly = await carrier.deliver(try .example(id: "<2@x>"))
            #expect(readOnly.isRetry && readOnly.reason?.contains("Read-only") == true)
        } catch {
            Issue.record(error)
        }
        try await system("/bin/umount", spool)
    }
}
