import Domain
import ServiceLifecycle
import Store

/// Says now and then that the daemon lives and how much waits, so that silence in the log is an alarm.
public final class Heartbeat: Service {
    /// Milliseconds between two.
    static let interval: Int64 = 900_000

    private let store: Store
    private let clock: any WallClock
    private let events: EventLog
    private let waker: Waker

    /// - Throws: what the clock throws if it cannot make an alarm.
    public init(store: Store, clock: any WallClock, events: EventLog) throws {
        self.store = store
        self.clock = clock
        self.events = events
        waker = try Waker(clock: clock)
    }

    public func run() async throws {
        await withGracefulShutdownHandler {
            while true {
                await beat(now: clock.now())
                _ = await waker.wait(until: clock.now().adding(milliseconds: Self.interval))
                if Task.isShuttingDownGracefully || Task.isCancelled { return }
            }
        } onGracefulShutdown: {
            self.waker.nudge()
        }
    }

    func beat(now: Timestamp) async {
        do {
            let health = try await store.health(now: now)
            events.record(
                Event(
                    .heartbeat,
                    [
                        "customers": health.customers, "overdue": health.overdueCustomers,
                        "planned": health.plannedFollowUps, "due": health.dueFollowUps, "queued": health.queuedMessages,
                        "failed": health.failedFollowUps + health.failedMessages,
                        "next": health.nextFollowUpAt?.rfc3339(),
                    ]))
        } catch {
            events.record(Event(.heartbeat, level: .error, ["error": String(describing: error)]))
        }
    }
}
