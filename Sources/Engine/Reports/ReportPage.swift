import Domain
import Store

/// The state of the office as one HTML page that needs nothing from elsewhere: no script, font or picture. Charts are inline SVG, and each number of theirs
/// can be read beside them.
struct ReportPage {
    let figures: OfficeFigures
    let forecast: [ForecastDay]
    var tasks: [(heading: String, tasks: [TaskRecord])] = []
    let zone: ZoneRules
    let now: Timestamp
    /// With the figures of the whole office, not only what waits for one user.
    var isWhole = true

    var html: String {
        let today = zone.civilDate(at: now)
        let minutes = zone.timeOfDay(at: now) / 60
        let time = TimeOfDay(minutes: minutes)?.description ?? ""
        var body = """
            <h1>The office at a glance</h1>
            <p class="lead"><strong>\(figures.customers)</strong> customers, <strong class="late">\(figures.overdueCustomers)</strong> overdue. \
            <span class="when">\(today) \(time), \(HTMLText.escape(zone.identifier))</span></p>

            """
        for part in tasks where !part.tasks.isEmpty { body += taskSection(part.heading, part.tasks) }
        body += overdueSection
        if isWhole {
            body += section("Customers by status", BarChart(figures.byStatus, late: "overdue").html)
            body += section("Customers by branch", BarChart(figures.byBranch, late: "overdue").html)
            body += section("Days in status", staysTable)
            if !forecast.isEmpty { body += forecastSection }
            body += section("Open tasks by owner", BarChart(figures.tasks, late: "overdue").html)
            body += section("Messages of the last 30 days by result", BarChart(figures.messages, late: nil).html)
        }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>The office at a glance, \(today)</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            \(body)</body>
            </html>

            """
    }

    private func section(_ heading: String, _ content: String) -> String {
        "<section>\n<h2>\(HTMLText.escape(heading))</h2>\n\(content)</section>\n"
    }

    private func taskSection(_ heading: String, _ tasks: [TaskRecord]) -> String {
        let rows = tasks.prefix(50).map { task in
            [
                String(task.id), task.dueOn.description, String(task.priority),
                "\(task.customerNumber) \(task.customerName)",
                task.subject,
            ]
        }
        return section(
            "\(heading): \(tasks.count) \(tasks.count == 1 ? "task" : "tasks")",
            table(["Task", "Due", "Priority", "Customer", "Subject"], rows, numbers: [0, 2]))
    }

    private var overdueSection: String {
        guard !figures.longestOverdue.isEmpty else { return section("Overdue", "<p>Nobody is overdue.</p>\n") }
        let rows = figures.longestOverdue.map {
            [$0.number, $0.name, $0.status, $0.owner, $0.dueOn.description, String($0.days)]
        }
        return section(
            "Overdue longest",
            table(["Number", "Name", "Status", "Owner", "Due", "Days overdue"], rows, numbers: [5]))
    }

    private var staysTable: String {
        let bounds = OfficeFigures.stayBounds
        var headings = ["Status", "under \(bounds[0]) days"]
        headings += zip(bounds, bounds.dropFirst()).map { "\($0) to \($1 - 1)" }
        headings.append("\(bounds[bounds.count - 1]) and more")
        return table(
            headings, figures.stays.map { [$0.status] + $0.counts.map(String.init) },
            numbers: Set(1...headings.count - 1))
    }

    private var forecastSection: String {
        let rows = forecast.filter { $0.tasks + $0.messages + $0.moves > 0 }.map {
            [$0.date.description, String($0.tasks), String($0.messages), String($0.moves)]
        }
        guard !rows.isEmpty else { return section("What is to come", "<p>Nothing will be made.</p>\n") }
        let numbers = table(["Day", "Tasks", "Messages", "Moves"], rows, numbers: [1, 2, 3])
        return section(
            "The next \(forecast.count - 1) days",
            ColumnChart(forecast).html + "<details open><summary>Numbers</summary>\(numbers)</details>\n")
    }

    private func table(_ headings: [String], _ rows: [[String]], numbers: Set<Int>) -> String {
        let head = headings.enumerated().map { index, heading in
            "<th scope=\"col\"\(numbers.contains(index) ? " class=\"n\"" : "")>\(HTMLText.escape(heading))</th>"
        }.joined()
        let lines = rows.map { row in
            "<tr>"
                + row.enumerated().map { index, cell in
                    "<td\(numbers.contains(index) ? " class=\"n\"" : "")>\(HTMLText.escape(cell))</td>"
                }.joined() + "</tr>\n"
        }
        return
            "<div class=\"scroll\"><table>\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(lines.joined())</tbody>\n</table></div>\n"
    }

    private static let style = """
        :root { --ink: #1b1f24; --soft: #59636e; --paper: #ffffff; --line: #d1d9e0; --bar: #2f6fb2; --late: #b3261e; --second: #c77d0a; --third: #3a7d44; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9198a1; --paper: #0d1117; --line: #3d444d; --bar: #6aa9e9; --late: #ff8a80; --second: #e3a84a; --third: #7cc686; } }
        body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
        h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
        .lead { margin: 0; } .when { color: var(--soft); } .late { color: var(--late); }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid var(--line); } .n { text-align: right; font-variant-numeric: tabular-nums; }
        svg { display: block; width: 100%; height: auto; } svg text { fill: var(--ink); font: 13px system-ui, sans-serif; } svg .axis { fill: var(--soft); }
        .bar { fill: var(--bar); } .part { fill: var(--late); } .second { fill: var(--second); } .third { fill: var(--third); } .rule { stroke: var(--line); }
        summary { cursor: pointer; color: var(--soft); }
        @media print { :root { --ink: #000; --paper: #fff; --line: #999; --soft: #333; } body { max-width: none; padding: 0; font-size: 11pt; } section { break-inside: avoid; } }
        """
}

enum HTMLText {
    /// For text and for attributes in double quotes. Control characters become spaces.
    static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
