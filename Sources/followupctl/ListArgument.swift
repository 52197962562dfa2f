/// Several words in one argument.
enum ListArgument {
    static func items(_ text: String) -> [String] {
        text.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
    }

    /// Codes, or nil for all.
    static func selection(_ text: String?) -> [String]? {
        text.flatMap { $0 == "all" ? nil : items($0) }
    }

    /// What stands there after a change: as before where none is given, nothing for an empty text.
    static func changed(_ known: String?, _ given: String?) -> String? {
        given.map { $0.isEmpty ? nil : $0 } ?? known
    }
}
