import Domain
import Glibc
import ServiceLifecycle
import Synchronization

/// Writes the figures for node_exporter's textfile collector, which reads a directory of `*.prom` files: each time a whole new file, put in
/// the place of the old one, readable by everybody.
public final class MetricsFile: Service {
    /// Milliseconds between two writings. Taking the figures costs what counting what waits does.
    static let interval: Int64 = 60_000

    private let engine: Engine
    private let version: String
    private let path: Mutex<String?>
    private let waker: Waker

    /// - Parameter path: nil: none is written until a reload says otherwise.
    /// - Throws: what the clock throws if it cannot make an alarm.
    public init(engine: Engine, version: String, path: String?) throws {
        self.engine = engine
        self.version = version
        self.path = Mutex(path)
        waker = try Waker(clock: engine.clock)
    }

    /// Writes to another path from now on; the old file is left, and tells by its time that it is old.
    public func change(path new: String?) {
        path.withLock { $0 = new }
        if new == nil { engine.condition.recovered("metrics") }
        waker.nudge()
    }

    public func run() async throws {
        await withGracefulShutdownHandler {
            while !Task.isShuttingDownGracefully && !Task.isCancelled {
                let path = path.withLock { $0 }
                if let path { await write(to: path) }
                // Without a file there is nothing to wake for but the end and a reload.
                let rest = path == nil ? 86_400_000 : Self.interval
                _ = await waker.wait(until: engine.clock.now().adding(milliseconds: rest))
            }
        } onGracefulShutdown: {
            self.waker.nudge()
        }
    }

    private func write(to path: String) async {
        do {
            try Self.replace(path, with: try await engine.metrics(version: version))
            engine.condition.recovered("metrics")
        } catch {
            engine.condition.degraded("metrics", error)
        }
    }

    private static func replace(_ path: String, with text: String) throws {
        var status = stat()
        guard lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
            throw JobError("\(path) is no ordinary file, so it is not replaced")
        }
        // A name that the collector passes over.
        let unfinished = "\(path).\(getpid())"
        unlink(unfinished)
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw JobError("\(path) cannot be written: \(JobError.system)") }
        defer { unlink(unfinished) }
        let bytes = Array(text.utf8)
        // The mode given to open went through the umask.
        let written = fchmod(descriptor, 0o644) == 0 && Glibc.write(descriptor, bytes, bytes.count) == bytes.count
        let problem = JobError.system
        guard close(descriptor) == 0, written else { throw JobError("\(path) cannot be written: \(problem)") }
        guard rename(unfinished, path) == 0 else {
            throw JobError("\(path) cannot be put in place: \(JobError.system)")
        }
    }
}

extension Engine {
    /// All figures, in Prometheus' text format.
    public func metrics(version: String) async throws -> String {
        let now = clock.now()
        return EngineMetrics.text(
            EngineMetrics.Figures(
                version: version, health: try await store.health(now: now), condition: condition.read(),
                counters: events.counters.read(), residentBytes: ResidentMemory.bytes(),
                startedAt: startedAt, now: now, office: office.current))
    }
}
