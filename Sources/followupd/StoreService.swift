import ServiceLifecycle
import Store

/// Closes the database when all that uses it has stopped.
struct StoreService: Service {
    let store: Store

    func run() async throws {
        try? await gracefulShutdown()
        try store.close()
    }
}
