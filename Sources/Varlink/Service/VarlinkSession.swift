import Synchronization

/// One value that a service keeps for a connection: who it turned out to be, say. Gone with the connection.
public final class VarlinkSession: Sendable {
    private let kept = Mutex<(any Sendable)?>(nil)

    public init() {}

    /// The value kept, if it is of that type.
    public func value<Value: Sendable>(_ type: Value.Type) -> Value? { kept.withLock { $0 as? Value } }

    public func keep<Value: Sendable>(_ value: Value) { kept.withLock { $0 = value } }
}
