import Domain

/// How many follow-ups a planning made, by what becomes of them.
public struct PlanCounts: Hashable, Sendable {
    /// Planned for an instant that is past: they fire at the next scan, marked late.
    public var firesNow = 0
    public var firesLater = 0
    public var skipped = 0

    public init() {}

    mutating func count(_ plan: [PlannedFollowUp], now: Timestamp) {
        for followUp in plan {
            if followUp.state == .skipped {
                skipped += 1
            } else if followUp.fireAt <= now {
                firesNow += 1
            } else {
                firesLater += 1
            }
        }
    }

    static func += (sum: inout PlanCounts, other: PlanCounts) {
        sum.firesNow += other.firesNow
        sum.firesLater += other.firesLater
        sum.skipped += other.skipped
    }
}
