import Domain

/// The world's time, as far as the engine needs it: the system's in the daemon, a manual one in tests.
public protocol WallClock: Sendable {
    func now() -> Timestamp

    /// Milliseconds since the machine started, which nothing sets: how much time really passes.
    func upTime() -> Int64

    /// An alarm that calls `ring` once for each `set` whose deadline is reached, and once whenever the clock is set.
    func makeAlarm(_ ring: @escaping @Sendable (AlarmReason) -> Void) throws -> any Alarm
}

public protocol Alarm: Sendable {
    /// Sets the deadline anew; nil disarms. A deadline in the past rings at once.
    func set(_ deadline: Timestamp?)

    /// Releases what the alarm holds; it never rings again.
    func cancel()
}

public enum AlarmReason: Sendable, Equatable {
    case reached
    case clockStepped
}
