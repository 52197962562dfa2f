import CSystemd
import Domain
import Glibc

/// A timerfd(2) on CLOCK_REALTIME that says when the clock was set. It does not own its descriptor.
struct TimerDescriptor: Sendable {
    enum Reading: Equatable {
        /// The time it was armed for has come.
        case expired
        /// The clock was set. What it was armed for may be lost: arm it again.
        case clockSet
        /// Nothing new.
        case nothing
    }

    /// The year 2255. The kernel counts nanoseconds in 63 bits, which end in 2262; later deadlines are moved here.
    static let latest = Timestamp(milliseconds: 9_000_000_000_000)

    let descriptor: Int32

    static func open() throws(SystemdError) -> TimerDescriptor {
        let descriptor = csystemd_timer_create()
        guard descriptor >= 0 else {
            throw SystemdError(
                .timer, "No timer could be made (\(describeErrno(-descriptor))); raise LimitNOFILE= or free memory.",
                cause: -descriptor)
        }
        return TimerDescriptor(descriptor: descriptor)
    }

    /// Arms it for the deadline, or, without one, for a time that never comes: a disarmed timer would not notice that
    /// the clock is set.
    /// - Returns: whether the clock was set since it was last armed or read. It is armed either way.
    func arm(_ deadline: Timestamp?) -> Bool {
        let time = Self.spec(for: deadline)
        return csystemd_timer_arm(descriptor, time.seconds, time.nanoseconds) == -ECANCELED
    }

    func read() -> Reading {
        switch csystemd_timer_read(descriptor) {
        case 1: .expired
        case -ECANCELED: .clockSet
        default: .nothing
        }
    }

    /// Zero would disarm the timer and negative times are refused (timerfd_settime(2)): both become the first
    /// nanosecond of 1970, which has passed and so rings at once.
    static func spec(for deadline: Timestamp?) -> (seconds: Int64, nanoseconds: Int32) {
        let milliseconds = min(deadline ?? latest, latest).milliseconds
        guard milliseconds > 0 else { return (0, 1) }
        return (milliseconds / 1_000, Int32(milliseconds % 1_000) * 1_000_000)
    }
}
