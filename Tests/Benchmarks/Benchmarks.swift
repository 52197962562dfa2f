import ArgumentParser
import Domain
import Store

/// Measures the daemon's parts as ratios to plain SQLite in the same run, since machines are shared and noisy.
///
/// `swift run -c release Benchmarks`, or with `--customers 10000 --select storm`.
@main
struct Benchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Benchmarks",
        abstract: "Measures due scan, storm, latency and searches against plain SQLite in the same run.")

    enum Selection: String, CaseIterable, ExpressibleByArgument {
        case storm, idle, latency, search
    }

    @Option(name: .long, help: "Numbers of customers to measure at.")
    var customers: [Int] = [10_000, 1_000_000]

    @Option(
        name: .long,
        help: "Of these, how many customers have a task and a mail due in the storm; at most a tenth by default.")
    var due: Int = 100_000

    @Option(name: .long, help: "What to measure: \(Selection.allCases.map(\.rawValue).joined(separator: ", ")).")
    var select: [Selection] = Selection.allCases

    @Option(name: .long, help: "How often each storm is measured; the median counts.")
    var rounds: Int = 3

    func run() async throws {
        print("| what | customers | measured | baseline | ratio |")
        print("| --- | ---: | ---: | ---: | ---: |")
        for count in customers {
            if select.contains(.storm) {
                try await StormBenchmark(customers: count, due: min(due, count / 10), rounds: rounds).run()
            }
            if select.contains(.search) { try await SearchBenchmark(customers: count).run() }
            if select.contains(.idle) { try await IdleScanBenchmark(customers: count).run() }
        }
        if select.contains(.latency) { try await LatencyBenchmark().run() }
    }
}
