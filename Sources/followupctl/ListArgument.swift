/// Several words in one argument.
enum ListArgument {
    static func items(_ text: String) -> [String] {
        text.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
    }

    /// Codes, or nil for all.
    static func selection(_ text: String?) -> [String]? {
        text.flatMap { $0 == "all" ? nil : items($0) }
    }
}
