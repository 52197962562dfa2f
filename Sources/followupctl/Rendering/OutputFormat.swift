import ArgumentParser

/// For whom the output is.
enum OutputFormat: String, CaseIterable, EnumerableFlag {
    case table, json, csv, printable

    static func help(for value: OutputFormat) -> ArgumentHelp? {
        switch value {
        case .table: "Aligned columns, for people (the default)."
        case .json: "One JSON object a line, instants as RFC 3339."
        case .printable: "Pages of 60 lines for a printer, with title, day and page number."
        case .csv: "Comma-separated values (RFC 4180) with a header."
        }
    }
}
