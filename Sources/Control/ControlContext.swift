import ControlAPI
import Domain
import Engine
import Store
import Varlink

/// What the methods work with.
public struct ControlContext: Sendable {
    public let engine: Engine
    public let version: String
    /// The uids that administer: root's, and the one the daemon runs as.
    public let administrators: Set<UInt32>
    /// The name of a Unix account by its uid; nil if there is none.
    public let accountName: @Sendable (UInt32) async -> String?
    /// Reads configuration and zones anew, and returns the settings that have changed; throws what is wrong with them.
    public let reload: @Sendable () async throws -> [String]
    /// Of refused calls, once a second a caller.
    let denials = EventLimiter()

    public init(
        engine: Engine, version: String, administrators: Set<UInt32>,
        accountName: @escaping @Sendable (UInt32) async -> String?,
        reload: @escaping @Sendable () async throws -> [String]
    ) {
        self.engine = engine
        self.version = version
        self.administrators = administrators
        self.accountName = accountName
        self.reload = reload
    }

    var store: Store { engine.store }
    func now() -> Timestamp { engine.clock.now() }
}
