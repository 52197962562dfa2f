import Synchronization

/// A value that tests can wait on: a signal in place of a sleep.
public final class Watched<Value: Sendable>: Sendable {
    private struct Waiter {
        let condition: @Sendable (Value) -> Bool
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var value: Value
        var next = 0
        var waiters: [Int: Waiter] = [:]
    }

    private let state: Mutex<State>

    public init(_ value: Value) {
        state = Mutex(State(value: value))
    }

    public var value: Value { state.withLock { $0.value } }

    /// Changes the value and lets everybody go on who waited for what it has become.
    @discardableResult
    public func update<Result: Sendable>(_ change: (inout Value) -> Result) -> Result {
        let (result, released) = state.withLock { state in
            let result = change(&state.value)
            let value = state.value
            let fulfilled = state.waiters.filter { $0.value.condition(value) }
            for id in fulfilled.keys { state.waiters[id] = nil }
            return (result, fulfilled.values.map(\.continuation))
        }
        for continuation in released { continuation.resume() }
        return result
    }

    /// Returns once the condition holds, or when the task is cancelled (a test's time limit).
    public func until(_ condition: @escaping @Sendable (Value) -> Bool) async {
        let id = state.withLock { state in
            state.next += 1
            return state.next
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let isFulfilled = state.withLock { state in
                    if condition(state.value) || Task.isCancelled { return true }
                    state.waiters[id] = Waiter(condition: condition, continuation: continuation)
                    return false
                }
                if isFulfilled { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id)?.continuation }?.resume()
        }
    }
}
