import Domain
import Engine
import Foundation
import ServiceLifecycle
import Store
import Systemd

/// From the due instant to the committed task, with the real clock, alarm and service, on an otherwise idle store.
struct LatencyBenchmark {
    static let rounds = 200
    /// Milliseconds between two due instants.
    static let step: Int64 = 100

    func run() async throws {
        let office = try await BenchmarkOffice.make(customers: 1_000, due: 0)
        let events = silentEvents()
        let clock = SystemClock()
        let scanner = try DueScanner(
            store: office.store, maker: FollowUpMaker(renderer: TemplateRenderer()), clock: clock,
            configuration: DueScanner.Configuration(), events: events, condition: EngineCondition(events: events),
            onQueued: {})
        let first = clock.now().adding(milliseconds: 500)
        try await office.plan(first: first, step: Self.step, count: Self.rounds)
        var latencies: [Double] = []
        let decided = events.subscribe()
        let service = Task { try await scanner.run() }
        for await event in decided where event.kind == .followUpDecided {
            let id = event.fields.first { $0.key == "followUp" }.flatMap { Int64($0.value) } ?? 0
            latencies.append(Double(clock.now().milliseconds(since: try await office.fireAt(id))))
            if latencies.count == Self.rounds { break }
        }
        service.cancel()
        _ = try? await service.value
        latencies.sort()
        let p99 = latencies[Int(Double(latencies.count) * 0.99)]
        print(
            "| due instant → task committed, p50 / p99 / max | 1000 | \(format(median(latencies))) / \(format(p99)) / \(format(latencies.last ?? 0)) ms | | |"
        )
        try office.remove()
    }
}
