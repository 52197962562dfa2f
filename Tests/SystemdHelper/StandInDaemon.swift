import Dispatch
import Glibc
import Logging
import Systemd

/// The least daemon that uses all of Systemd: answers on the inherited socket `control`, reloads, stops.
///
/// A reload lasts until somebody says `reloaded` on the socket, so that a test can look at it in between.
struct StandInDaemon {
    static let readyID = "5ee1ab1e000000000000000000000001"

    private let notifier: ServiceNotifier
    private let logger: Logger

    static func run() throws {
        let sockets = try InheritedSockets.takeFromEnvironment()
        let notifier = ServiceNotifier()
        let destination = LogDestination.detect()
        let level = LogLevelSetting()
        LoggingSystem.bootstrap({ destination.handler(level: level, provider: $1) }, metadataProvider: nil)
        let daemon = StandInDaemon(notifier: notifier, logger: Logger(label: "stand-in"))
        guard let control = try sockets.descriptor(named: "control") else {
            daemon.log("no-socket", id: "5ee1ab1e000000000000000000000002", at: .error)
            exit(1)
        }
        // Sources live as long as they are held; dispatchMain never returns.
        let sources = daemon.sources(control: control)
        sources.forEach { $0.activate() }
        daemon.log("service-ready sockets=\(sockets.names.count)", id: readyID, at: .notice)
        notifier.ready(status: "Standing in")
        let heart = Heart(notifier)
        try heart.start()
        withExtendedLifetime((sources, heart)) { dispatchMain() }
    }

    private func sources(control: Int32) -> [any DispatchSourceProtocol] {
        let connections = DispatchSource.makeReadSource(fileDescriptor: control, queue: .main)
        connections.setEventHandler { answer(on: control) }
        signal(SIGHUP, SIG_IGN)
        let hangUp = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .main)
        hangUp.setEventHandler { notifier.reloading(status: "Reloading") }
        signal(SIGTERM, SIG_IGN)
        let terminate = DispatchSource.makeSignalSource(signal: SIGTERM, queue: .main)
        terminate.setEventHandler {
            notifier.stopping(status: "Stopping")
            log("service-stopped result=clean", id: "5ee1ab1e000000000000000000000003", at: .notice)
            exit(0)
        }
        return [connections, hangUp, terminate]
    }

    private func answer(on control: Int32) {
        let connection = accept(control, nil, nil)
        guard connection >= 0 else { return }
        defer { close(connection) }
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = recv(connection, &buffer, buffer.count, 0)
        let word = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        if word == "reloaded\n" { notifier.ready(status: "Reloaded") }
        let reply = Array("process \(getpid()) user \(getuid())\n".utf8)
        send(connection, reply, reply.count, Int32(MSG_NOSIGNAL))
    }

    private func log(_ line: String, id: String, at level: Logger.Level) {
        let pairs = line.split(separator: " ").compactMap { word -> (String, Logger.MetadataValue)? in
            let parts = word.split(separator: "=", maxSplits: 1)
            return parts.count == 2 ? (String(parts[0]), "\(parts[1])") : nil
        }
        var metadata = Logger.Metadata(pairs) { $1 }
        metadata["MESSAGE_ID"] = "\(id)"
        metadata["processName"] = "stand-in\nwith a second line"
        logger.log(level: level, "\(line)", metadata: metadata)
    }
}
