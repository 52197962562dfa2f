import Engine
import ServiceLifecycle
import Varlink

/// The control channel as a service of the group.
struct ControlServer: Service {
    let server: VarlinkServer
    let events: EventLog

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await server.run()
        } onGracefulShutdown: {
            events.endSubscriptions()
            Task { await server.shutDown() }
        }
    }
}
