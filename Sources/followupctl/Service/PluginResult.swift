/// What a monitoring plugin says: a word, a text, and figures behind a bar (Monitoring Plugins Development Guidelines).
struct PluginResult {
    enum State: Int32 {
        case ok = 0
        case warning, critical, unknown

        /// The numbers are the plugins' own: 2 is no wrong usage, and 3 no daemon that cannot be reached.
        var exitStatus: ExitStatus { ExitStatus(number: rawValue) }

        var word: String { "\(self)".uppercased() }
    }

    /// `'label'=value[UOM];[warn];[crit];[min]`.
    struct Figure {
        let label: String
        let value: Int64
        var unit = ""
        var warning: Int?
        var critical: Int?

        var text: String {
            "\(label)=\(value)\(unit);\(warning.map(String.init) ?? "");\(critical.map(String.init) ?? "");0"
        }
    }

    let state: State
    let findings: [String]
    let performance: [Figure]

    /// The bar parts text from figures, so no text may hold one.
    var line: String {
        let text = SafeText.escape(findings.joined(separator: "; ")).replacing("|", with: "/")
        let figures = performance.map(\.text).joined(separator: " ")
        return "FOLLOWUPD \(state.word) - \(text)\(figures.isEmpty ? "" : " | \(figures)")\n"
    }
}
