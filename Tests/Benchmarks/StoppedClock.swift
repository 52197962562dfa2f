import Domain
import Engine

/// A clock that shows one instant and never rings.
struct StoppedClock: WallClock {
    private struct Silence: Alarm {
        func set(_ deadline: Timestamp?) {}
        func cancel() {}
    }

    private let instant: Timestamp

    init(_ instant: Timestamp) { self.instant = instant }

    func upTime() -> Int64 { 0 }

    func now() -> Timestamp { instant }
    func makeAlarm(_ ring: @escaping @Sendable (AlarmReason) -> Void) throws -> any Alarm { Silence() }
}
