import ControlAPI
import GRDB
import Synchronization
import TestKit
import Varlink

/// What an operator feels while a storm is fired: reads and writes through the socket, one after the other, against a plain server's answers.
struct ControlBenchmark {
    let customers: Int
    let due: Int
    let rounds: Int

    private final class Storm: Sendable {
        let isOver = Atomic(false)
    }

    /// Below that the storm is over before there is anything to say of it.
    private static let least = 10_000

    func run(_ report: Report) async throws {
        guard due >= Self.least else { return }
        let office = try await BenchmarkOffice.make(customers: customers, due: due, now: present())
        var plain: [Double] = []
        var reads: [Double] = []
        var writes: [Double] = []
        for _ in 0..<rounds {
            plain.append(try await plainMilliseconds().quantile(0.99))
            let (ofReads, ofWrites) = try await inStorm(office.copy())
            reads.append(ofReads.quantile(0.99))
            writes.append(ofWrites.quantile(0.99))
        }
        report.add(
            Finding(
                "reads in a storm of \(due), p99", customers: customers, .milliseconds, Spread(reads),
                baseline: Spread(plain), bar: .figure(20)))
        report.add(
            Finding(
                "writes in a storm of \(due), p99", customers: customers, .milliseconds, Spread(writes),
                baseline: Spread(plain), bar: .figure(100)))
        try office.remove()
    }

    /// Milliseconds of each call.
    private func inStorm(_ office: BenchmarkOffice) async throws -> (reads: [Double], writes: [Double]) {
        let (reads, writes) = try await office.withDaemon { daemon in
            let storm = Storm()
            async let reads = latencies(daemon.client(), during: storm, pause: .milliseconds(2)) { client in
                let number = "N\(Int.random(in: 1...customers))"
                _ = try await client.call(
                    CustomersMethods.Get.name, CustomersMethods.Get.Parameters(number: number),
                    returning: CustomersMethods.Get.Reply.self)
            }
            async let writes = latencies(daemon.client(), during: storm, pause: .milliseconds(20)) { client in
                let number = "N\(Int.random(in: 1...customers))"
                let fields = ["phone": "\(Int.random(in: 1...1_000_000))"]
                _ = try await client.call(
                    CustomersMethods.Update.name,
                    CustomersMethods.Update.Parameters(number: number, fields: fields),
                    returning: CustomersMethods.Update.Reply.self)
            }
            let database = try DatabaseQueue(path: office.databasePath)
            while try await office.isBusy(database) { try await Task.sleep(for: .milliseconds(20)) }
            try database.close()
            storm.isOver.store(true, ordering: .relaxed)
            return try await (reads, writes)
        }
        guard reads.count >= 100, writes.count >= 20 else {
            throw BenchmarkError("The storm was over after \(reads.count) reads.")
        }
        try office.remove()
        return (reads, writes)
    }

    private func plainMilliseconds() async throws -> [Double] {
        try await withTemporaryDirectory { directory in
            let path = directory.path + "/answer"
            return try await Answer.withServer(at: path) { _ in
                let client = try await VarlinkClient.connect(path: path)
                var latencies: [Double] = []
                for _ in 0..<1_000 {
                    latencies.append(
                        try await ContinuousClock().measure {
                            _ = try await client.call("a.b.C", VarlinkEmpty(), returning: VarlinkEmpty.self)
                        } / .milliseconds(1))
                    try await Task.sleep(for: .milliseconds(2))
                }
                return latencies
            }
        }
    }

    private func latencies(
        _ client: VarlinkClient, during storm: Storm, pause: Duration,
        _ call: @Sendable (VarlinkClient) async throws -> Void
    ) async throws -> [Double] {
        var latencies: [Double] = []
        while !storm.isOver.load(ordering: .relaxed) {
            latencies.append(try await ContinuousClock().measure { try await call(client) } / .milliseconds(1))
            try await Task.sleep(for: pause)
        }
        return latencies
    }
}
