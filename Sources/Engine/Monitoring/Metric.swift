/// One figure, or a family of them with labels, in Prometheus' text format (exposition format 0.0.4).
struct Metric {
    enum Kind: String { case gauge, counter }

    struct Sample {
        var labels: [(name: String, value: String)] = []
        let value: String
    }

    let name: String
    let kind: Kind
    /// What it is, without a full stop; no line breaks.
    let help: String
    let samples: [Sample]

    /// Without samples there are no lines: what is unknown is absent, never 0.
    func text(office: String?) -> String {
        guard !samples.isEmpty else { return "" }
        let lines = samples.map { sample in
            let labels = ((office.map { [(name: "office", value: $0)] } ?? []) + sample.labels)
                .map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
            return "followupd_\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(sample.value)\n"
        }
        return "# HELP followupd_\(name) \(help)\n# TYPE followupd_\(name) \(kind.rawValue)\n" + lines.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}

extension Metric {
    static func gauge(_ name: String, _ help: String, _ value: (some BinaryInteger)?) -> Metric {
        Metric(name: name, kind: .gauge, help: help, samples: value.map { [Sample(value: String($0))] } ?? [])
    }

    static func counter(_ name: String, _ help: String, _ value: Int) -> Metric {
        Metric(name: name, kind: .counter, help: help, samples: [Sample(value: String(value))])
    }

    /// A sample for each value of one label.
    static func gauge(_ name: String, _ help: String, by label: String, _ values: [(String, String)]) -> Metric {
        Metric(
            name: name, kind: .gauge, help: help,
            samples: values.map { Sample(labels: [(label, $0.0)], value: $0.1) })
    }
}
