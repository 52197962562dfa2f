import ArgumentParser
import TestKit

/// Measures what DESIGN 7 asks for, against plain SQLite and plain NIO in the same run, since machines are shared and noisy.
///
/// `swift run -c release Benchmarks`, or with `--customers 10000 --select storm`.
@main
struct Benchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Benchmarks",
        abstract: "Measures followupd against plain SQLite and plain NIO in the same run.",
        subcommands: [Measure.self, Answer.self], defaultSubcommand: Measure.self)
}

struct Measure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Measures, and prints a table.")

    enum Selection: String, CaseIterable, ExpressibleByArgument {
        case storm, idle, latency, search, replan, start, memory, wakeups, control, load, `import`, leaks
    }

    @Option(
        name: .long, parsing: .upToNextOption,
        help: "Numbers of customers to measure at, from small to large; 10000000 takes an hour.")
    var customers: [Int] = [10_000, 100_000, 1_000_000]

    @Option(
        name: .long,
        help: "Of these, how many customers have a task and a mail due in the storm; at most a tenth.")
    var due: Int = 100_000

    @Option(
        name: .long, parsing: .upToNextOption,
        help: "What to measure: \(Selection.allCases.map(\.rawValue).joined(separator: ", ")).")
    var select: [Selection] = Selection.allCases

    @Option(name: .long, help: "How often the long ones are measured; the median counts.")
    var rounds: Int = 3

    @Option(name: .long, help: "Calls after which memory must not have grown.")
    var calls: Int = 1_000_000

    @Option(
        name: .long,
        help:
            "A directory with the followupd and followupctl to measure, as they are packaged; else those of this build."
    )
    var programs: String?

    @Option(name: .long, help: "A file that gets all findings as JSON.")
    var json: String?

    @Flag(name: .long, help: "End with status 1 if a finding is beyond its bar.")
    var strict = false

    func run() async throws {
        let report = Report()
        BuiltProducts.shippedDirectory.withLock { $0 = programs }
        // First, as it measures this process too, which is small yet.
        if select.contains(.leaks) { try await LeakBenchmark(calls: calls).run(report) }
        for count in customers { try await measure(at: count, report) }
        if select.contains(.latency) { try await LatencyBenchmark().run(report) }
        if select.contains(.load) { try await LoadBenchmark(rounds: rounds).run(report) }
        report.printGrowth()
        if let json { try report.write(to: json) }
        if strict, !report.isWithinBars { throw ExitCode(1) }
    }

    private func measure(at customers: Int, _ report: Report) async throws {
        let due = min(due, customers / 10)
        for selection in Selection.allCases where select.contains(selection) {
            switch selection {
            case .storm: try await StormBenchmark(customers: customers, due: due, rounds: rounds).run(report)
            case .idle: try await IdleScanBenchmark(customers: customers).run(report)
            case .search: try await SearchBenchmark(customers: customers).run(report)
            case .replan: try await ReplanBenchmark(customers: customers, rounds: rounds).run(report)
            case .start: try await StartBenchmark(customers: customers).run(report)
            case .memory:
                try await MemoryBenchmark(customers: customers, due: due, rounds: rounds).run(report)
            case .wakeups: try await WakeUpBenchmark(customers: customers, rounds: rounds).run(report)
            case .control:
                try await ControlBenchmark(customers: customers, due: due, rounds: rounds).run(report)
            case .import: try await ImportBenchmark(customers: customers, rounds: rounds).run(report)
            case .latency, .load, .leaks: break
            }
        }
    }
}
