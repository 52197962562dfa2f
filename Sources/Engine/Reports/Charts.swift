import Store

/// Counts as horizontal bars, the part that is late in another colour; names on the left, numbers behind the bars.
struct BarChart {
    private let counts: [OfficeFigures.Count]
    private let late: String?

    init(_ counts: [OfficeFigures.Count], late: String?) {
        self.counts = counts
        self.late = late
    }

    var html: String {
        guard let most = counts.map(\.count).max(), most > 0 else { return "<p>There is none.</p>\n" }
        let (left, width, row) = (230, 400, 26)
        var bars = ""
        for (index, count) in counts.enumerated() {
            let y = index * row
            let length = max(2, count.count * width / most)
            let part = count.overdue > 0 ? max(2, count.overdue * width / most) : 0
            let name = count.name.count > 30 ? count.name.prefix(29) + "…" : count.name[...]
            bars +=
                "<text x=\"\(left - 8)\" y=\"\(y + 17)\" text-anchor=\"end\">\(HTMLText.escape(String(name)))</text>"
            bars += "<rect class=\"bar\" x=\"\(left)\" y=\"\(y + 4)\" width=\"\(length)\" height=\"18\"/>"
            if part > 0 {
                bars +=
                    "<rect class=\"part\" x=\"\(left)\" y=\"\(y + 4)\" width=\"\(min(part, length))\" height=\"18\"/>"
            }
            let lateText = late.flatMap { count.overdue > 0 ? ", \(count.overdue) \($0)" : nil } ?? ""
            bars += "<text x=\"\(left + length + 6)\" y=\"\(y + 17)\">\(count.count)\(lateText)</text>\n"
        }
        return
            "<svg role=\"img\" aria-label=\"Bar chart\" viewBox=\"0 0 800 \(counts.count * row + 4)\">\n\(bars)</svg>\n"
    }
}

/// What each day makes, as stacked columns.
struct ColumnChart {
    private let days: [ForecastDay]

    init(_ days: [ForecastDay]) { self.days = days }

    var html: String {
        let most = max(1, days.map { $0.tasks + $0.messages + $0.moves }.max() ?? 1)
        let (height, base, left) = (140, 165, 44)
        let step = Double(740) / Double(max(1, days.count))
        var columns = "<line class=\"rule\" x1=\"\(left)\" y1=\"\(base)\" x2=\"790\" y2=\"\(base)\"/>"
        columns +=
            "<text class=\"axis\" x=\"\(left - 6)\" y=\"\(base - height + 5)\" text-anchor=\"end\">\(most)</text>"
        for (index, day) in days.enumerated() {
            let x = Double(left) + Double(index) * step
            var top = base
            for (count, kind) in [(day.tasks, "bar"), (day.messages, "second"), (day.moves, "third")] where count > 0 {
                let length = max(1, count * height / most)
                top -= length
                columns +=
                    "<rect class=\"\(kind)\" x=\"\(rounded(x))\" y=\"\(top)\" width=\"\(rounded(max(2, step - 3)))\" height=\"\(length)\"/>"
            }
            if index % max(1, days.count / 10) == 0 {
                let label = day.date.description.dropFirst(5)
                columns += "<text class=\"axis\" x=\"\(rounded(x))\" y=\"\(base + 16)\">\(label)</text>\n"
            }
        }
        let legend = [("bar", "tasks", 44), ("second", "messages", 120), ("third", "moves", 230)].map { kind, name, x in
            "<rect class=\"\(kind)\" x=\"\(x)\" y=\"192\" width=\"12\" height=\"12\"/><text x=\"\(x + 18)\" y=\"203\">\(name)</text>"
        }.joined()
        return
            "<svg role=\"img\" aria-label=\"What each day makes\" viewBox=\"0 0 800 212\">\n\(columns)\n\(legend)</svg>\n"
    }

    private func rounded(_ value: Double) -> String { String((value * 10).rounded() / 10) }
}
