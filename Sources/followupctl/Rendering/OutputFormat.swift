import ArgumentParser

/// For whom the output is.
enum OutputFormat: String, CaseIterable, EnumerableFlag {
    case table, json, csv

    static func help(for value: OutputFormat) -> ArgumentHelp? {
        switch value {
        case .table: "Aligned columns, for people (the default)."
        case .json: "One JSON object a line, instants as RFC 3339."
        case .csv: "Comma-separated values (RFC 4180) with a header."
        }
    }
}
