import Dispatch
import Domain
import Engine
import Glibc
import Synchronization

/// An alarm on a timer descriptor, read off a dispatch source.
///
///              set(deadline)               time comes
///     idle ──────────────────────► armed ──────────────► idle, rings `reached`
///      ▲                           │  ▲
///      └───────── set(nil) ────────┘  └── clock set: rings `clockStepped`, armed for the same deadline again
///
///     any ── cancel ──► cancelled: the descriptor is closed and nothing rings
///
/// Idle or armed, the clock being set rings `clockStepped`.
final class TimerAlarm: Alarm {
    private struct State {
        /// What it is armed for; nil when idle.
        var deadline: Timestamp?
        var isCancelled = false
    }

    let timer: TimerDescriptor
    // Dispatch objects are thread-safe (dispatch_object(3)); Swift's module for Linux does not say so.
    nonisolated(unsafe) private let source: any DispatchSourceRead
    private let queue: DispatchQueue
    private let ring: @Sendable (AlarmReason) -> Void
    /// Held over every use of the descriptor and never while ringing.
    private let state = Mutex(State())

    init(on queue: DispatchQueue, _ ring: @escaping @Sendable (AlarmReason) -> Void) throws(SystemdError) {
        let timer = try TimerDescriptor.open()
        self.timer = timer
        self.queue = queue
        self.ring = ring
        source = DispatchSource.makeReadSource(fileDescriptor: timer.descriptor, queue: queue)
        // Only here may the descriptor be closed: before, the source may still watch it (dispatch_source_create(3)).
        source.setCancelHandler { close(timer.descriptor) }
        source.setEventHandler { [weak self] in
            guard let self else { return }
            wake { timer.read() }
        }
        // A new timer takes any setting of the clock before its first arming for one the caller should hear of.
        _ = timer.arm(nil)
        source.activate()
    }

    deinit {
        source.cancel()
    }

    /// Thread-safe. A ring that has begun for an earlier deadline may still arrive.
    func set(_ deadline: Timestamp?) {
        let isStepped = state.withLock { state in
            guard !state.isCancelled else { return false }
            state.deadline = deadline
            // Arming discards an unread notice that the clock was set, and tells of it here instead.
            return timer.arm(deadline)
        }
        // Elsewhere, lest the caller's own locks meet those of `ring`.
        if isStepped { queue.async { [self] in deliver([.clockStepped]) } }
    }

    /// Thread-safe, and may be called by `ring` itself. A ring that has begun on another thread may still finish.
    func cancel() {
        state.withLock { $0.isCancelled = true }
        source.cancel()
    }

    /// Reads the timer and rings for what it says.
    func wake(_ read: () -> TimerDescriptor.Reading) {
        let reasons: [AlarmReason] = state.withLock { state in
            guard !state.isCancelled else { return [] }
            switch read() {
            case .nothing:
                return []
            case .expired:
                guard state.deadline != nil else { return [] }
                state.deadline = nil
                return timer.arm(nil) ? [.reached, .clockStepped] : [.reached]
            case .clockSet:
                // The deadline may have passed in the jump: armed anew, it then rings at once. Another step since the
                // read needs no second ring, since nobody has acted on the first.
                _ = timer.arm(state.deadline)
                return [.clockStepped]
            }
        }
        deliver(reasons)
    }

    private func deliver(_ reasons: [AlarmReason]) {
        for reason in reasons where !state.withLock({ $0.isCancelled }) {
            ring(reason)
        }
    }
}
