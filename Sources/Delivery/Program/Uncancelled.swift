import Synchronization

/// Runs `operation` to its end even if the calling task is cancelled, but waits for it no longer than `limit`.
///
/// - Returns: what it returned, or nil if that did not come in time. It goes on then, unwatched.
func uncancelled<Value: Sendable>(
    limit: Duration, _ operation: @escaping @Sendable () async -> Value
) async -> Value? {
    await withCheckedContinuation { continuation in
        let first = FirstAnswer(continuation)
        // Real time, as for the programs it waits for. Cancelled: the answer has come.
        let alarm = Task {
            if (try? await Task.sleep(for: limit)) != nil { first.answer(nil) }
        }
        Task {
            first.answer(await operation())
            alarm.cancel()
        }
    }
}

/// A continuation that two may answer: the first answer counts.
private final class FirstAnswer<Value: Sendable>: Sendable {
    private let continuation: Mutex<CheckedContinuation<Value?, Never>?>

    init(_ continuation: CheckedContinuation<Value?, Never>) {
        self.continuation = Mutex(continuation)
    }

    func answer(_ value: Value?) {
        continuation.withLock { $0.take() }?.resume(returning: value)
    }
}
