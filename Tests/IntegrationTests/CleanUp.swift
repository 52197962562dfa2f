import Synchronization

/// What a test has to undo, last things first.
final class CleanUp: Sendable {
    private let actions = Mutex<[@Sendable () async -> Void]>([])

    func add(_ action: @escaping @Sendable () async -> Void) {
        actions.withLock { $0.append(action) }
    }

    func run() async {
        while let action = actions.withLock({ $0.popLast() }) {
            await action()
        }
    }
}
