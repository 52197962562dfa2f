/// The time that one batch of many may hold the writer.
struct WriterTurn {
    /// While somebody else waits for it, so that an operator never waits long behind a storm.
    private static let contended = Duration.milliseconds(10)
    /// Otherwise: longer batches share the cost of making them durable.
    private static let most = Duration.milliseconds(150)
    /// How many rows a batch reads at a time: what it has no time for would be read in vain.
    static let rowsReadAhead = 32

    private let store: Store
    // Real time: how long others wait is not the wall clock's matter.
    private let start = ContinuousClock.now

    /// Begins now.
    init(_ store: Store) { self.store = store }

    var isOver: Bool {
        let elapsed = ContinuousClock.now - start
        return elapsed >= Self.most || (elapsed >= Self.contended && store.isWriterAwaited)
    }
}
