import Domain

/// How much fired of late without anybody having confirmed it, for the storm guard: what comes due bit by bit, each bit fired before the next, is a storm
/// as much as what is due at one moment. Forgotten with the process; the guard then begins anew.
struct RecentFirings {
    /// How long it is remembered. Milliseconds.
    static let window: Int64 = 10 * 60_000

    private var firings: [(at: Timestamp, count: Int)] = []

    mutating func add(_ count: Int, at now: Timestamp) {
        guard count > 0 else { return }
        forget(now)
        // One for each second is enough.
        if let last = firings.last, abs(now.milliseconds(since: last.at)) < 1_000 {
            firings[firings.count - 1].count += count
        } else {
            firings.append((now, count))
        }
    }

    mutating func count(now: Timestamp) -> Int {
        forget(now)
        return firings.reduce(0) { $0 + $1.count }
    }

    /// What lies far off to either side of a clock that was set is not of late.
    private mutating func forget(_ now: Timestamp) {
        firings.removeAll { abs(now.milliseconds(since: $0.at)) >= Self.window }
    }
}
