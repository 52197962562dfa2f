import Domain
import Engine

/// A wall clock that moves only when a test says so. Alarms ring in the call that makes them due.
public final class ManualClock: WallClock {
    private struct Face: Sendable {
        var now: Timestamp
        var passed: Int64 = 0
        var rings: [Int: @Sendable (AlarmReason) -> Void] = [:]
        /// Armed alarms; one that has rung is not armed any more.
        var deadlines: [Int: Timestamp] = [:]
        var made = 0
        var sleeps = 0
    }

    private let face: Watched<Face>

    public init(_ now: Timestamp) {
        face = Watched(Face(now: now))
    }

    public func now() -> Timestamp { face.value.now }

    public func upTime() -> Int64 { face.value.passed }

    /// The earliest deadline of an armed alarm.
    public var nextDeadline: Timestamp? { face.value.deadlines.values.min() }

    /// How often an alarm has been set to an instant to come: how often somebody went to sleep.
    public var sleeps: Int { face.value.sleeps }

    /// Time passes; what it reaches rings, oldest deadline first.
    public func advance(by milliseconds: Int64) {
        face.update {
            $0.now = $0.now.adding(milliseconds: milliseconds)
            $0.passed += milliseconds
        }
        ringWhatIsDue()
    }

    /// Time passes up to an instant.
    public func advance(to instant: Timestamp) { advance(by: instant.milliseconds(since: now())) }

    /// Somebody sets the clock, to and fro: a step, which every alarm tells.
    public func set(to instant: Timestamp) {
        face.update { $0.now = instant }
        for ring in face.value.rings.values { ring(.clockStepped) }
        ringWhatIsDue()
    }

    /// Returns when so many alarms are set to an instant to come: the services that own them are asleep.
    public func waitForSleepers(_ count: Int = 1) async {
        await face.until { $0.deadlines.count >= count }
    }

    /// Returns when somebody has gone to sleep since `sleeps` was read.
    public func waitForSleep(after sleeps: Int) async {
        await face.until { $0.sleeps > sleeps && !$0.deadlines.isEmpty }
    }

    public func makeAlarm(_ ring: @escaping @Sendable (AlarmReason) -> Void) -> any Alarm {
        let id = face.update { face in
            face.made += 1
            face.rings[face.made] = ring
            return face.made
        }
        return ManualAlarm(clock: self, id: id)
    }

    fileprivate func arm(_ id: Int, _ deadline: Timestamp?) {
        face.update { face in
            face.deadlines[id] = deadline
            if let deadline, deadline > face.now { face.sleeps += 1 }
        }
        ringWhatIsDue()
    }

    fileprivate func forget(_ id: Int) {
        face.update { face in
            face.rings[id] = nil
            face.deadlines[id] = nil
        }
    }

    private func ringWhatIsDue() {
        let due = face.update { face in
            let reached = face.deadlines.filter { $0.value <= face.now }.sorted { $0.value < $1.value }
            for (id, _) in reached { face.deadlines[id] = nil }
            return reached.compactMap { face.rings[$0.key] }
        }
        for ring in due { ring(.reached) }
    }
}

private struct ManualAlarm: Alarm {
    let clock: ManualClock
    let id: Int

    func set(_ deadline: Timestamp?) { clock.arm(id, deadline) }
    func cancel() { clock.forget(id) }
}
