import Dispatch
import Domain
import Engine
import Glibc

/// The system's wall clock. Each alarm rings on a queue of its own, never on the caller's thread.
public struct SystemClock: WallClock {
    public init() {}

    /// CLOCK_REALTIME, rounded down to the millisecond.
    public func now() -> Timestamp {
        Timestamp(milliseconds: milliseconds(of: CLOCK_REALTIME))
    }

    public func upTime() -> Int64 { Self.bootTime() }

    /// Milliseconds since the machine started, time asleep included. Nothing sets this clock, so intervals that must
    /// not depend on the wall clock are measured by it (`CLOCK_BOOTTIME`, clock_gettime(2)).
    public static func bootTime() -> Int64 {
        milliseconds(of: CLOCK_BOOTTIME)
    }

    /// - Throws: `SystemdError` if the kernel has no descriptor or memory left for a timer.
    public func makeAlarm(_ ring: @escaping @Sendable (AlarmReason) -> Void) throws -> any Alarm {
        try TimerAlarm(on: DispatchQueue(label: "followupd.alarm"), ring)
    }
}

/// Rounds down, before 1970 too.
private func milliseconds(of clock: clockid_t) -> Int64 {
    var time = timespec()
    // Cannot fail: both clocks exist on every Linux that Swift runs on, and the pointer is good.
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
}
