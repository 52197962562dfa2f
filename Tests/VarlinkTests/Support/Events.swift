import Synchronization

/// Things that happen, in order; a test waits for the one it needs.
final class Events<Event: Sendable>: Sendable {
    private struct State {
        var all: [Event] = []
        var waiters: [(predicate: @Sendable ([Event]) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var all: [Event] { state.withLock { $0.all } }

    func append(_ event: Event) {
        let released = state.withLock { state in
            state.all.append(event)
            let all = state.all
            let released = state.waiters.filter { $0.predicate(all) }
            state.waiters.removeAll { $0.predicate(all) }
            return released
        }
        for waiter in released { waiter.continuation.resume() }
    }

    /// Returns when what has happened satisfies the predicate.
    func wait(until predicate: @escaping @Sendable ([Event]) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isSatisfied = state.withLock { state in
                if predicate(state.all) { return true }
                state.waiters.append((predicate, continuation))
                return false
            }
            if isSatisfied { continuation.resume() }
        }
    }

    func wait(count: Int) async {
        await wait { $0.count >= count }
    }
}
