/// Whether a text can be the name of a zone file, so that reading it cannot leave the zone directory: parts of letters, digits, `_`, `+`
/// and `-`, joined by single slashes.
public enum ZoneIdentifier {
    public static func isPlausible(_ identifier: String) -> Bool {
        guard (1...100).contains(identifier.utf8.count) else { return false }
        let parts = identifier.split(separator: "/", omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
                        || byte == 43
                        || byte == 45
                }
        }
    }
}
