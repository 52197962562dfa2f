import Synchronization

/// How many writes wait for the writer.
final class WriteQueue: Sendable {
    private let waiting = Atomic<Int>(0)

    var count: Int { waiting.load(ordering: .relaxed) }

    fileprivate func enter() { waiting.add(1, ordering: .relaxed) }
    fileprivate func leave() { waiting.subtract(1, ordering: .relaxed) }
}

/// One write's place in the queue: given up when it begins, or when it never will.
final class WriteTicket: Sendable {
    private let queue: WriteQueue
    private let isRedeemed = Atomic(false)

    init(_ queue: WriteQueue) {
        self.queue = queue
        queue.enter()
    }

    func redeem() {
        guard !isRedeemed.exchange(true, ordering: .relaxed) else { return }
        queue.leave()
    }

    deinit { redeem() }
}
