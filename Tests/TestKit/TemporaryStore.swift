import Domain
import Engine
import Store

/// A real store on a real file in a directory of its own; both are gone with the value, the store first.
public final class TemporaryStore: Sendable {
    public let directory: TemporaryDirectory
    public let store: Store

    /// The default calendar has this zone, and is open Monday to Friday from nine to five.
    public init(zone: String = "Europe/Berlin") async throws {
        directory = try TemporaryDirectory()
        store = try Self.open(directory)
        try await store.ensureDefaultCalendar(zone: zone)
    }

    /// The store of a directory, as the daemon opens it.
    public static func open(_ directory: TemporaryDirectory) throws -> Store {
        try Store(directory: StateDirectory(path: directory.path), zones: ZoneInfoDirectory.rules(for:))
    }

    deinit { try? store.close() }
}
