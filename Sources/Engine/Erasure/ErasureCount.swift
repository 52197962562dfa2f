import Synchronization

/// How many customers have been erased since the start. Who writes down elsewhere what he has read of customers asks whether one was erased meanwhile.
final class ErasureCount: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    /// After the rows are gone, and before the files are: what is written later is written with knowledge of it, or again.
    func increment() { count.withLock { $0 += 1 } }

    /// Does something again as long as a customer is erased while it is done.
    func settled<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        while true {
            let before = value
            let result = try await body()
            if value == before { return result }
        }
    }
}
