import Domain

/// Compares the wall clock with the time that has really passed since it was made.
struct ClockWatch: Sendable {
    private let clock: any WallClock
    private let start: Timestamp
    private let startUpTime: Int64

    init(_ clock: any WallClock) {
        self.clock = clock
        start = clock.now()
        startUpTime = clock.upTime()
    }

    /// How many days the wall clock has gained, if it is more than one.
    func daysAhead() -> Int64? {
        let gained = clock.now().milliseconds(since: start) - (clock.upTime() - startUpTime)
        return gained > 86_400_000 ? gained / 86_400_000 : nil
    }
}
