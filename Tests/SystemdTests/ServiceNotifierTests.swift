import Glibc
import TestKit
import Testing

@testable import Systemd

@Suite
struct ServiceNotifierTests {
    private static let helper = BuiltProducts.executable("SystemdHelper")

    @Test("Each notice is one datagram in sd_notify's form", arguments: [false, true])
    func notices(isAbstract: Bool) async throws {
        try await withTemporaryDirectory { directory in
            let address = (isAbstract ? "@" : "") + directory.path + "/notify"
            let socket = try UnixSocket(.datagram, at: address)
            defer { socket.close() }
            let result = try await run(
                [Self.helper, "notify", "ready", "ready-status", "status", "stopping", "watchdog", "extend"],
                environment: ["NOTIFY_SOCKET": address])
            #expect(result.output == "supervised true\nwatchdog none\n")
            #expect(
                socket.received() == [
                    "READY=1", "READY=1\nSTATUS=Serving", "STATUS=Two lines and more", "STOPPING=1", "WATCHDOG=1",
                    "EXTEND_TIMEOUT_USEC=5000000",
                ])
        }
    }

    @Test("A reload tells when it began, in microseconds of the monotonic clock")
    func reloading() async throws {
        try await withTemporaryDirectory { directory in
            let socket = try UnixSocket(.datagram, at: directory.path + "/notify")
            defer { socket.close() }
            let before = monotonicMicroseconds()
            _ = try await run(
                [Self.helper, "notify", "reloading"], environment: ["NOTIFY_SOCKET": directory.path + "/notify"])
            let lines = try #require(socket.received().first).split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines[0] == "RELOADING=1")
            #expect(lines[1].hasPrefix("MONOTONIC_USEC="))
            let began = try #require(Int64(lines[1].dropFirst("MONOTONIC_USEC=".count)))
            #expect((before...monotonicMicroseconds()).contains(began))
        }
    }

    @Test("Without a service manager nothing is sent and nothing fails")
    func unsupervised() async throws {
        let result = try await run([Self.helper, "notify", "ready", "reloading", "status", "stopping"])
        #expect(result.exit == 0)
        #expect(result.output == "supervised false\nwatchdog none\n")
    }

    @Test("A notice that cannot be sent is reported in one sentence")
    func failure() async throws {
        let result = try await run(
            [Self.helper, "notify", "ready"], environment: ["NOTIFY_SOCKET": "/nonexistent/notify"])
        #expect(
            result.output == """
                supervised true
                watchdog none
                failed: The service manager could not be told READY=1 (No such file or directory); \
                check NotifyAccess=.

                """)
    }

    @Test("The watchdog's interval is read if it is meant for this process")
    func watchdogInterval() async throws {
        let watched = try await run(
            ["sh", "-c", "WATCHDOG_PID=$$ exec \"$@\"", "sh", Self.helper, "notify"],
            environment: ["WATCHDOG_USEC": "60000000"])
        #expect(watched.output == "supervised false\nwatchdog 60.0 seconds\n")
        func interval(_ microseconds: String?, _ process: String?) -> Duration? {
            ServiceNotifier.watchdogInterval(microseconds: microseconds, process: process, own: 42)
        }
        #expect(interval("1500000", nil) == .milliseconds(1_500))
        #expect(interval("1500000", "42") == .milliseconds(1_500))
        #expect(interval("1500000", "43") == nil)
        #expect(interval("1500000", "x") == nil)
        #expect(interval(nil, "42") == nil)
        #expect(interval("0", nil) == nil)
        #expect(interval("-1", nil) == nil)
        #expect(interval("1s", nil) == nil)
    }

    @Test(
        "A status is one line",
        arguments: [
            ("a\nb", "a b"), ("a \r\n\t b\n", "a b"), ("\nREADY=1\n", "READY=1"), ("a\u{0}b\u{1b}[0m", "a b [0m"),
            ("a  b", "a  b"), ("\u{2028}a\u{85}b", "a b"), ("", ""), ("\n", ""), ("Ünïcode 🕐", "Ünïcode 🕐"),
        ])
    func oneLine(text: String, expected: String) {
        #expect(ServiceNotifier.oneLine(text) == expected)
    }
}

private func monotonicMicroseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
}
