import Domain
import Synchronization

/// Why a wait ended.
public enum WakeReason: Sendable, Equatable {
    /// The deadline is reached.
    case reached
    /// There is nearer work, or the service is to stop.
    case nudged
    /// The clock was set: what was computed from it is void.
    case clockStepped
}

/// Waits for an instant, and is woken early by nearer work, by a clock step, or to stop. One waiter at a time; a nudge that comes while
/// nobody waits ends the next wait at once, so none is lost.
public final class Waker: Sendable {
    private struct State {
        var waiter: CheckedContinuation<WakeReason, Never>?
        var missed: WakeReason?
    }

    private let state: Mutex<State>
    private let alarm: any Alarm

    /// - Throws: what the clock throws if it cannot make an alarm.
    public init(clock: any WallClock) throws {
        let bell = Bell()
        alarm = try clock.makeAlarm { reason in bell.ring(reason) }
        state = Mutex(State())
        bell.connect(self)
    }

    /// Returns at `deadline` on the wall clock at the latest, or when woken.
    public func wait(until deadline: Timestamp) async -> WakeReason {
        let reason = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<WakeReason, Never>) in
                let missed = state.withLock { state in
                    let missed = state.missed
                    state.missed = nil
                    if missed == nil { state.waiter = continuation }
                    return missed
                }
                // Armed only once somebody waits: a deadline that is past already rings at once, and its ring must find the waiter.
                if let missed { continuation.resume(returning: missed) } else { alarm.set(deadline) }
            }
        } onCancel: {
            nudge()
        }
        alarm.set(nil)
        return reason
    }

    /// Ends the present wait, or the next one.
    public func nudge() { wake(.nudged) }

    private func wake(_ reason: WakeReason) {
        let waiter = state.withLock { state in
            let waiter = state.waiter
            state.waiter = nil
            // A late ring of an old deadline says nothing about the next wait.
            if waiter == nil && reason != .reached { state.missed = reason }
            return waiter
        }
        waiter?.resume(returning: reason)
    }

    /// Lets the alarm be made before the waker exists, and the waker be freed while the alarm still is.
    private final class Bell: Sendable {
        private struct Connection: Sendable { weak var waker: Waker? }
        private let connection = Mutex(Connection())

        func connect(_ waker: Waker) { connection.withLock { $0.waker = waker } }

        func ring(_ reason: AlarmReason) {
            let waker = connection.withLock { $0.waker }
            waker?.wake(reason == .clockStepped ? .clockStepped : .reached)
        }
    }

    deinit { alarm.cancel() }
}
