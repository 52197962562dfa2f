import Synchronization

/// Tells waiters that work has moved on since they asked.
final class ProgressSignal: Sendable {
    private let waiters = Mutex<[CheckedContinuation<Void, Never>]>([])

    func advance() {
        let waiting = waiters.withLock { waiters in
            defer { waiters = [] }
            return waiters
        }
        for waiter in waiting { waiter.resume() }
    }

    /// Calls `ask` once it listens, and returns at the next `advance`.
    func next(_ ask: () -> Void) async {
        await withCheckedContinuation { continuation in
            waiters.withLock { $0.append(continuation) }
            ask()
        }
    }
}
