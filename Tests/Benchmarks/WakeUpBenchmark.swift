import Glibc
import TestKit

/// How often the threads of an idle daemon wake, against how often its safety scan is to be made.
struct WakeUpBenchmark {
    let customers: Int

    private static let scanSeconds = 2
    private static let seconds = 30

    func run(_ report: Report) async throws {
        let office = try await BenchmarkOffice.make(customers: customers, due: 0, now: present())
        let settings = ["FOLLOWUPD_SCAN_INTERVAL_SECONDS": "\(Self.scanSeconds)"]
        let wakeUps = try await office.withDaemon(settings: settings) { daemon in
            try await Task.sleep(for: .seconds(5))
            guard let id = daemon.processID else { throw BenchmarkError("The daemon has ended: \(daemon.log)") }
            let before = try switches(of: id)
            try await Task.sleep(for: .seconds(Self.seconds))
            return try switches(of: id) - before
        }
        report.add(
            Finding(
                "wake-ups of threads in \(Self.seconds) s, against safety scans", customers: customers, .count,
                Spread(Double(wakeUps)), baseline: Spread(Double(Self.seconds / Self.scanSeconds))))
        try office.remove()
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
