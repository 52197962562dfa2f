/// What several measurements of one thing came to.
struct Spread: Codable, Sendable {
    let median: Double
    let least: Double
    let most: Double

    /// - Parameter values: At least one.
    init(_ values: [Double]) {
        let sorted = values.sorted()
        median = sorted[sorted.count / 2]
        least = sorted[0]
        most = sorted[sorted.count - 1]
    }

    init(_ value: Double) { self.init([value]) }
}

extension [Double] {
    /// The value that this share of the others does not exceed.
    func quantile(_ share: Double) -> Double {
        let sorted = sorted()
        return sorted[Swift.min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
}
