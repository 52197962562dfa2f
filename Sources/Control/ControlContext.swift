import ControlAPI
import Domain
import Engine
import Store
import Varlink

/// What the methods work with.
public struct ControlContext: Sendable {
    public let engine: Engine
    public let version: String
    /// The uid the daemon runs as, which administers.
    public let serviceUserID: UInt32
    /// Reads configuration and zones anew; throws what is wrong with them.
    public let reload: @Sendable () async throws -> Void

    public init(
        engine: Engine, version: String, serviceUserID: UInt32, reload: @escaping @Sendable () async throws -> Void
    ) {
        self.engine = engine
        self.version = version
        self.serviceUserID = serviceUserID
        self.reload = reload
    }

    var store: Store { engine.store }
    func now() -> Timestamp { engine.clock.now() }
}
