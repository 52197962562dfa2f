import Glibc
import TestKit

/// How often the threads of an idle daemon wake between safety scans, against an idle plain server: libdispatch on Linux looks after its threads
/// once a second; and how often they hand over to one another in a safety scan.
struct WakeUpBenchmark {
    let customers: Int
    let rounds: Int

    private static let scanSeconds = 2
    private static let seconds = 30

    func run(_ report: Report) async throws {
        let office = try await BenchmarkOffice.make(customers: customers, due: 0, now: present())
        var idle: [Double] = []
        for _ in 0..<rounds { idle.append(try await wakeUps(office, scanSeconds: 3_600)) }
        let scanning = try await wakeUps(office, scanSeconds: Self.scanSeconds)
        let plain = try await withTemporaryDirectory { directory in
            try await Answer.withServer(at: directory.path + "/answer") { server in
                try await wakeUps(of: server.id)
            }
        }
        report.add(
            Finding(
                "wake-ups of threads in \(Self.seconds) s, idle", customers: customers, .count, Spread(idle),
                baseline: Spread(plain), bar: .ratio(1.2)))
        report.add(
            Finding(
                "wake-ups of threads for a safety scan", customers: customers, .count,
                Spread((scanning - Spread(idle).median) * Double(Self.scanSeconds) / Double(Self.seconds))))
        try office.remove()
    }

    private func wakeUps(_ office: BenchmarkOffice, scanSeconds: Int) async throws -> Double {
        try await office.withDaemon(settings: ["FOLLOWUPD_SCAN_INTERVAL_SECONDS": "\(scanSeconds)"]) { daemon in
            guard let id = daemon.processID else { throw BenchmarkError("The daemon has ended: \(daemon.log)") }
            return try await wakeUps(of: id)
        }
    }

    private func wakeUps(of processID: pid_t) async throws -> Double {
        // Threads that starting needed go away after some seconds.
        try await Task.sleep(for: .seconds(8))
        let before = try switches(of: processID)
        try await Task.sleep(for: .seconds(Self.seconds))
        return Double(try switches(of: processID) - before)
    }

    /// Each wait that a thread begins ends in one wake-up.
    private func switches(of processID: pid_t) throws -> Int {
        try namesInDirectory("/proc/\(processID)/task").reduce(0) { sum, thread in
            let status = (try? readFile("/proc/\(processID)/task/\(thread)/status")) ?? ""
            let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") }
            return sum + (line?.split(separator: "\t").last.flatMap { Int($0) } ?? 0)
        }
    }
}
