import Foundation

/// Prints findings as a table while they are made, and all of them as JSON in the end.
final class Report {
    private struct Document: Codable {
        struct Line: Codable {
            let finding: Finding
            let ratio: Double?
            let isWithinBar: Bool?
        }

        let machine: String
        let findings: [Line]
    }

    private var findings: [Finding] = []

    init() {
        print("| what | customers | measured (least–most) | baseline (least–most) | ratio | bar | within |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    }

    var isWithinBars: Bool { findings.allSatisfy { $0.isWithinBar ?? true } }

    func add(_ finding: Finding) {
        findings.append(finding)
        let bar =
            switch finding.bar {
            case .ratio(let most)?: "\(Self.text(most))×"
            case .figure(let most)?: "\(Self.text(most)) \(finding.unit.rawValue)"
            case nil: ""
            }
        let cells = [
            finding.what, "\(finding.customers)", Self.text(finding.measured, finding.unit),
            finding.baseline.map { Self.text($0, finding.unit) } ?? "", finding.ratio.map(Self.text) ?? "", bar,
            finding.isWithinBar.map { $0 ? "yes" : "NO" } ?? "",
        ]
        print("| \(cells.joined(separator: " | ")) |")
        // Row by row, also into a pipe.
        fflush(nil)
    }

    /// How each finding grows with the number of customers: its figure, and that as a multiple of the first.
    func printGrowth() {
        let sizes = Set(findings.map(\.customers)).sorted()
        let series = Dictionary(grouping: findings, by: \.what).filter { $0.value.count > 1 }
        guard sizes.count > 1, !series.isEmpty else { return }
        print("\n| growth | \(sizes.map(String.init).joined(separator: " | ")) |")
        print("| --- |\(String(repeating: " ---: |", count: sizes.count))")
        for what in findings.map(\.what).reduce(into: [String](), { if !$0.contains($1) { $0.append($1) } }) {
            guard let points = series[what], let first = points.first?.measured.median else { continue }
            let cells = sizes.map { size in
                points.first { $0.customers == size }.map { point in
                    let figure = "\(Self.text(point.measured.median)) \(point.unit.rawValue)"
                    return first > 0 ? "\(figure) (\(Self.text(point.measured.median / first))×)" : figure
                } ?? ""
            }
            print("| \(what) | \(cells.joined(separator: " | ")) |")
        }
    }

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let lines = findings.map { Document.Line(finding: $0, ratio: $0.ratio, isWithinBar: $0.isWithinBar) }
        let processors = ProcessInfo.processInfo.activeProcessorCount
        try encoder.encode(Document(machine: "\(processors) processors", findings: lines))
            .write(to: URL(fileURLWithPath: path))
    }

    private static func text(_ spread: Spread, _ unit: Finding.Unit) -> String {
        let figure = "\(text(spread.median)) \(unit.rawValue)"
        return spread.least == spread.most ? figure : "\(figure) (\(text(spread.least))–\(text(spread.most)))"
    }

    /// Three figures of it, since the rest is noise.
    private static func text(_ value: Double) -> String {
        value >= 100 || value == value.rounded() ? String(format: "%.0f", value) : String(format: "%.3g", value)
    }
}
