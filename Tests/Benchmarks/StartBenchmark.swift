import Glibc
import TestKit

/// From exec to READY=1, against SQLite's own shell that opens the same database and looks what is due.
struct StartBenchmark {
    let customers: Int

    private static let rounds = 10

    func run(_ report: Report) async throws {
        let office = try await BenchmarkOffice.make(customers: customers, due: 0, now: present())
        var measured: [Double] = []
        var baseline: [Double] = []
        for _ in 0..<Self.rounds {
            measured.append(try await daemonMilliseconds(office))
            let shell = ContinuousClock.now
            try office.askInShell("SELECT min(fireAt) FROM followUp WHERE state = 'planned'")
            baseline.append((ContinuousClock.now - shell) / .milliseconds(1))
        }
        report.add(
            Finding(
                "start to READY=1", customers: customers, .milliseconds, Spread(measured), baseline: Spread(baseline),
                bar: .figure(100)))
        try office.remove()
    }

    private func daemonMilliseconds(_ office: BenchmarkOffice) async throws -> Double {
        let path = "\(office.directory)/notify"
        let notices = try UnixSocket(.datagram, at: path)
        defer {
            notices.close()
            unlink(path)
        }
        return try await office.withDaemon(settings: ["NOTIFY_SOCKET": path], isStarted: false) { daemon in
            let start = ContinuousClock.now
            try daemon.launch()
            while true {
                guard let notice = notices.next(within: 30) else { throw BenchmarkError("The daemon is never ready.") }
                if notice.hasPrefix("READY=1") { return (ContinuousClock.now - start) / .milliseconds(1) }
            }
        }
    }
}
