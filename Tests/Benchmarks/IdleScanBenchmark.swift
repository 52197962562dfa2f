import Domain
import Engine
import Store

/// A pass with nothing due: its cost must not depend on how many customers there are.
struct IdleScanBenchmark {
    let customers: Int

    func run() async throws {
        let office = try await BenchmarkOffice.make(customers: customers, due: 0)
        let events = silentEvents()
        let scanner = try DueScanner(
            store: office.store, maker: FollowUpMaker(renderer: TemplateRenderer()),
            clock: StoppedClock(BenchmarkOffice.start),
            configuration: DueScanner.Configuration(), events: events, condition: EngineCondition(events: events),
            onQueued: {})
        let clock = ContinuousClock()
        var times: [Double] = []
        for _ in 0..<500 {
            times.append(
                try await clock.measure { _ = try await scanner.runOnce(now: BenchmarkOffice.start) } / .milliseconds(1)
            )
        }
        print("| scan with nothing due (median of 500) | \(customers) | \(format(median(times))) ms | | |")
        print("| resident memory, idle | \(customers) | \(residentBytes() >> 20) MiB | | |")
        try office.remove()
    }
}
