import TestKit
import Varlink

/// Calls of many connections at a time, one after the other and sent ahead, against a plain server that looks at nothing.
struct LoadBenchmark {
    let rounds: Int

    /// One user may have 128.
    private static let connections = 100
    private static let calls = 40_000
    private static let ahead = 32

    private struct Result {
        let perSecond: Double
        let latencies: [Double]
    }

    func run(_ report: Report) async throws {
        let office = try await BenchmarkOffice.make(customers: 1_000, due: 0, now: present())
        for ahead in [1, Self.ahead] {
            var daemon: [Result] = []
            var plain: [Result] = []
            for _ in 0..<rounds {
                plain.append(
                    try await withTemporaryDirectory { directory in
                        let path = directory.path + "/answer"
                        return try await Answer.withServer(at: path) { _ in try await load(path, ahead: ahead) }
                    })
                daemon.append(try await office.withDaemon { try await load($0.socketPath, ahead: ahead) })
            }
            let how = ahead == 1 ? "one at a time" : "\(ahead) sent ahead"
            report.add(
                Finding(
                    "µs a call, \(Self.connections) connections, \(how)", customers: 1_000, .count,
                    Spread(daemon.map { 1_000_000 / $0.perSecond }),
                    baseline: Spread(plain.map { 1_000_000 / $0.perSecond })))
            for (name, share) in [("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999)] {
                report.add(
                    Finding(
                        "call among \(Self.connections) connections, \(how), \(name)", customers: 1_000, .milliseconds,
                        Spread(daemon.map { $0.latencies.quantile(share) }),
                        baseline: Spread(plain.map { $0.latencies.quantile(share) })))
            }
        }
        try office.remove()
    }

    private func load(_ path: String, ahead: Int) async throws -> Result {
        var clients: [VarlinkClient] = []
        for _ in 0..<Self.connections { clients.append(try await VarlinkClient.connect(path: path)) }
        let start = ContinuousClock.now
        let latencies = try await withThrowingTaskGroup(of: [Double].self) { group in
            for client in clients {
                for _ in 0..<ahead {
                    group.addTask {
                        var latencies: [Double] = []
                        for _ in 0..<Self.calls / Self.connections / ahead {
                            latencies.append(
                                try await ContinuousClock().measure {
                                    _ = try await client.call(
                                        "io.followupd.Service.Ping", VarlinkEmpty(), returning: JSONValue.self)
                                } / .milliseconds(1))
                        }
                        return latencies
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        for client in clients { await client.close() }
        return Result(perSecond: Double(latencies.count) / seconds, latencies: latencies)
    }
}
