import Dispatch
import Domain
import Glibc
import Logging
import TestKit
import Testing

@testable import Systemd

@Suite
struct LogLevelTests {
    @Test("Each level has its syslog priority, and a name that is read back")
    func priorities() throws {
        #expect(Logger.Level.allCases.map(\.priority) == [7, 7, 6, 5, 4, 3, 2])
        for level in Logger.Level.allCases {
            #expect(try Logger.Level(setting: "\(level)") == level)
        }
        #expect(try Logger.Level(setting: "WARN") == .warning)
        #expect(try Logger.Level(setting: "err") == .error)
        #expect(try Logger.Level(setting: "crit") == .critical)
    }

    @Test("A setting that is no level is refused with the names of all")
    func refused() {
        let error = #expect(throws: SystemdError.self) { try Logger.Level(setting: "loud") }
        #expect(
            error?.message
                == "\"loud\" is not a log level; use trace, debug, info, notice, warning, error or critical.")
    }

    @Test("A reload's new level reaches every logger but those given their own", arguments: [true, false])
    func sharedLevel(isJournal: Bool) {
        let level = LogLevelSetting(.notice)
        let destination: LogDestination = isJournal ? .journal : .standardError(.time)
        let first = Logger(label: "first") { _ in destination.handler(level: level) }
        var second = first
        second.logLevel = .error
        second[metadataKey: "only"] = "second"
        level.level = .debug
        #expect(first.logLevel == .debug)
        #expect(second.logLevel == .error)
        #expect(first[metadataKey: "only"] == nil)
        #expect(second[metadataKey: "only"] == "second")
    }
}

@Suite
struct LogEntryTests {
    @Test("The more particular value of a key wins, and fields are in the order of their keys")
    func merging() {
        let provider = Logger.MetadataProvider { ["a": "provider", "b": "provider", "c": "provider"] }
        let event = LogEvent(
            level: .error, message: "run-failed", error: TestFailure(description: "Gone."),
            metadata: ["c": "call", "MESSAGE_ID": "0123"], source: nil, file: "", function: "", line: 1)
        let entry = LogEntry(event, metadata: ["a": "logger", "z": "logger", "b": "logger"], provider: provider)
        #expect(entry.fields.map(\.key) == ["MESSAGE_ID", "a", "b", "c", "error.message", "error.type", "z"])
        #expect(entry.fields.map(\.value).prefix(4) == ["0123", "provider", "provider", "call"])
        #expect(entry.fields[4].value == "Gone.")
        #expect(entry.line == "run-failed")
    }

    @Test("A library's event, which has no message id, shows its metadata in its line")
    func foreignEvents() {
        let entry = entry("Service finished", ["service": "Outbox one", "count": "2", "empty": "", "quote": "a\"b\\"])
        #expect(entry.line == #"Service finished count=2 empty="" quote="a\"b\\" service="Outbox one""#)
        #expect(self.entry("plain", [:]).line == "plain")
    }

    @Test("The journal gets the line, the priority, the identifier, the message id and the daemon's own fields")
    func journalFields() {
        let entry = entry(
            "task-created customer=1042",
            ["customer": "1042", "MESSAGE_ID": "0123", "nextDue": "two\nlines\u{0}=", "_PID": "1", "…": "dropped"])
        #expect(
            JournalLogHandler.fields(of: entry, identifier: "followupd") == [
                "MESSAGE=task-created customer=1042", "PRIORITY=6", "SYSLOG_IDENTIFIER=followupd",
                "MESSAGE_ID=0123", "FOLLOWUPD_PID=1", "FOLLOWUPD_CUSTOMER=1042",
                "FOLLOWUPD_NEXT_DUE=two\nlines\u{0}=",
            ])
    }

    @Test(
        "Keys become names the journal takes",
        arguments: [
            ("customer", "FOLLOWUPD_CUSTOMER"), ("nextDue", "FOLLOWUPD_NEXT_DUE"), ("next-due", "FOLLOWUPD_NEXT_DUE"),
            ("customerID", "FOLLOWUPD_CUSTOMER_ID"), ("URLPath", "FOLLOWUPD_URL_PATH"),
            ("dueIn3Days", "FOLLOWUPD_DUE_IN3_DAYS"),
            ("error.message", "FOLLOWUPD_ERROR_MESSAGE"), ("--a__b--", "FOLLOWUPD_A_B"),
            ("MESSAGE", "FOLLOWUPD_MESSAGE"),
            ("MESSAGE_ID", "MESSAGE_ID"), ("messageId", "FOLLOWUPD_MESSAGE_ID"), ("naïve", "FOLLOWUPD_NA_VE"),
            ("a=b\nPRIORITY", "FOLLOWUPD_A_B_PRIORITY"),
        ])
    func fieldNames(key: String, name: String) {
        #expect(JournalField.name(for: key) == name)
    }

    @Test("A key without letters or digits has no field, and a long one is cut to what the journal takes")
    func oddKeys() throws {
        #expect(JournalField.name(for: "") == nil)
        #expect(JournalField.name(for: "…_-") == nil)
        #expect(try #require(JournalField.name(for: String(repeating: "a", count: 100))).utf8.count == 64)
    }

    private func entry(_ message: String, _ metadata: Logger.Metadata) -> LogEntry {
        LogEntry(
            LogEvent(
                level: .info, message: "\(message)", metadata: metadata, source: nil, file: "", function: "", line: 1),
            metadata: [:], provider: nil)
    }
}

@Suite
struct StandardErrorLogHandlerTests {
    private static let noon = Timestamp(milliseconds: 1_795_262_400_007)

    @Test("A line has time and level, or a priority, and no control character; each is one write")
    func lines() throws {
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
        defer { ends.forEach { close($0) } }
        let (inner, outer) = (ends[0], ends[1])
        for start in [StandardErrorLogHandler.LineStart.time, .priority] {
            let logger = Logger(label: "test") { _ in
                StandardErrorLogHandler(
                    lineStart: start, level: LogLevelSetting(), now: { Self.noon }, descriptor: inner)
            }
            logger.info("two\nlines\ttab\r\u{1b}[31m\u{0}\u{7f}\u{9b}\u{2028}\\n é", metadata: ["MESSAGE_ID": "1"])
            logger.debug("unseen")
            logger.critical("service-failed", metadata: ["MESSAGE_ID": "2", "customer": "1"])
        }
        let text = #"two\nlines\ttab\r\u001b[31m\u0000\u007f\u009b\u2028\n é"#
        #expect(
            receivedMessages(outer) == [
                "2026-11-21T12:00:00.007Z info \(text)\n", "2026-11-21T12:00:00.007Z critical service-failed\n",
                "<6>\(text)\n", "<2>service-failed\n",
            ])
    }

    @Test(
        "Instants are RFC 3339 in UTC, before 1970 too",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_123, "2000-02-29T00:00:00.123Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func internetTime(milliseconds: Int64, text: String) {
        #expect(InternetTime.text(Timestamp(milliseconds: milliseconds)) == text)
    }

    @Test("A line longer than the kernel takes at once arrives whole")
    func longLine() async throws {
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0)
        let (reader, writer) = (ends[0], ends[1])
        // The writer blocks until the reader reads: not on the threads that tests run on.
        DispatchQueue.global().async {
            StandardErrorLogHandler.write(String(repeating: "x", count: 3_000_000), to: writer)
            close(writer)
        }
        let count = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: readAll(reader).utf8.count)
                close(reader)
            }
        }
        #expect(count == 3_000_001)
    }
}

@Suite
struct LogDestinationTests {
    @Test("The journal is used only if stderr is its stream and it takes fields here")
    func detection() throws {
        let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(null) }
        var status = stat()
        try #require(fstat(null, &status) == 0)
        func detect(_ stream: String?, socket: String = "/dev/null") -> LogDestination {
            LogDestination.detect(journalStream: stream, descriptor: null, nativeSocket: socket)
        }
        let own = "\(status.st_dev):\(status.st_ino)"
        #expect(detect(own) == .journal)
        #expect(detect(own, socket: "/nonexistent") == .standardError(.priority))
        #expect(detect(nil) == .standardError(.time))
        #expect(detect("\(status.st_dev):\(status.st_ino + 1)") == .standardError(.time))
        #expect(detect("\(status.st_dev + 1):\(status.st_ino)") == .standardError(.time))
        for nonsense in ["", ":", "1", "a:b", own + ":", "-1:1", " " + own] {
            #expect(detect(nonsense) == .standardError(.time))
        }
    }

    @Test("A process whose stderr is no journal stream writes plain lines there, whatever the variable says")
    func plainProcess() async throws {
        let result = try await run(
            [BuiltProducts.executable("SystemdHelper"), "journal"], environment: ["JOURNAL_STREAM": "1:2"])
        let line = #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z warning task-created customer=1042\n/#
        #expect(result.errors.wholeMatch(of: line) != nil, "\(result.errors)")
        #expect(result.output == "standardError(Systemd.StandardErrorLogHandler.LineStart.time)\n")
    }
}
