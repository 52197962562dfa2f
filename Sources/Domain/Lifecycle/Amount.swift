/// A sum of money with two decimals, in hundredths; of whatever currency the office counts in.
public struct Amount: Hashable, Comparable, Sendable {
    public let hundredths: Int64

    public init(hundredths: Int64) { self.hundredths = hundredths }

    public static func < (left: Amount, right: Amount) -> Bool { left.hundredths < right.hundredths }
}

extension Amount: LosslessStringConvertible {
    /// `1500`, `-12.5`, `12.50`; up to 15 digits before the point.
    public init?(_ text: String) {
        var digits = text[...]
        let isNegative = digits.first == "-"
        if isNegative { digits = digits.dropFirst() }
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) } }
        guard isPlain, let whole = parts.first.flatMap({ Int64($0) }), parts[0].count <= 15 else { return nil }
        var cents: Int64 = 0
        if parts.count == 2 {
            guard parts[1].count <= 2, let value = Int64(parts[1]) else { return nil }
            cents = parts[1].count == 1 ? value * 10 : value
        }
        hundredths = (whole * 100 + cents) * (isNegative ? -1 : 1)
    }

    public var description: String {
        let magnitude = hundredths.magnitude
        let cents = String(magnitude % 100)
        return "\(hundredths < 0 ? "-" : "")\(magnitude / 100).\(cents.count == 1 ? "0" : "")\(cents)"
    }
}
