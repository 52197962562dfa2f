import Dispatch
import Domain
import Engine
import Store

/// Runs searches on an empty database: what the parser takes, SQLite takes too.
final class SearchRunner: Sendable {
    private let store: Store

    init() {
        do { store = try Store(scratch: ZoneInfoDirectory.rules(for:)) } catch { fatalError("\(error)") }
    }

    func run(_ expression: SearchExpression) {
        let end = DispatchSemaphore(value: 0)
        Task { [store] in
            do {
                _ = try await store.customers(
                    CustomerSearch(expression), for: .automation, after: nil, limit: 10,
                    now: Timestamp(milliseconds: 1_795_000_000_000))
            } catch let error as StoreError where error.code == .database {
                fatalError("\(expression): \(error)")
            } catch {
                // A name that the office lacks.
            }
            end.signal()
        }
        end.wait()
    }
}
