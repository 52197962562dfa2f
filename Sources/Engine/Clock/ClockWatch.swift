import Domain
import Synchronization

/// Compares the wall clock with the time that has really passed since it was made, and with what was recorded before.
final class ClockWatch: Sendable {
    private static let day: Int64 = 86_400_000
    /// An office may rest for weeks; records that are older than this, or of a day to come, make the clock doubtful.
    private static let longestSilence = 30 * day

    private let clock: any WallClock
    private let start: Timestamp
    private let startUpTime: Int64
    private let isDoubted = Mutex(false)

    init(_ clock: any WallClock) {
        self.clock = clock
        start = clock.now()
        startUpTime = clock.upTime()
    }

    /// How many days the wall clock has gained, if it is more than one.
    func daysAhead() -> Int64? {
        let gained = clock.now().milliseconds(since: start) - elapsed
        return gained > Self.day ? gained / Self.day : nil
    }

    /// Holds what was recorded last before the start against the clock.
    /// - Returns: whether one of them must be wrong.
    func doubt(lastRecorded: Timestamp) -> Bool {
        let silence = start.milliseconds(since: lastRecorded)
        let isDoubtful = silence > Self.longestSilence || silence < -Self.day
        isDoubted.withLock { $0 = isDoubtful }
        return isDoubtful
    }

    /// Whether the clock was doubtful at the start, less than a day ago: whoever watches the machine has not had a day to set it.
    func isDoubtful() -> Bool { isDoubted.withLock { $0 } && elapsed < Self.day }

    private var elapsed: Int64 { clock.upTime() - startUpTime }
}
