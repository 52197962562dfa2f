/// One line of the report.
struct Finding: Codable, Sendable {
    enum Unit: String, Codable, Sendable {
        case seconds = "s"
        case milliseconds = "ms"
        case megabytes = "MB"
        case count = ""
        case perSecond = "/s"
    }

    /// What DESIGN 7 asks for, of the ratio or of the figure itself.
    enum Bar: Codable, Sendable {
        case ratio(Double)
        case figure(Double)
    }

    let what: String
    let customers: Int
    let unit: Unit
    let measured: Spread
    /// What the measured is compared with, in the same unit, from the same run.
    let baseline: Spread?
    let bar: Bar?

    init(
        _ what: String, customers: Int, _ unit: Unit, _ measured: Spread, baseline: Spread? = nil, bar: Bar? = nil
    ) {
        self.what = what
        self.customers = customers
        self.unit = unit
        self.measured = measured
        self.baseline = baseline
        self.bar = bar
    }

    /// Of the medians.
    var ratio: Double? {
        guard let baseline, baseline.median > 0 else { return nil }
        return measured.median / baseline.median
    }

    /// nil where nothing is asked for.
    var isWithinBar: Bool? {
        switch bar {
        case .ratio(let most)?: ratio.map { $0 <= most }
        case .figure(let most)?: measured.median <= most
        case nil: nil
        }
    }
}
