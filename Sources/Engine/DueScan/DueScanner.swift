import Domain
import ServiceLifecycle
import Store
import Synchronization

/// Fires what has come due: sleeps until the next planned instant, wakes early for nearer work or a clock step, and looks again at
/// least every scan interval.
public final class DueScanner: Service {
    public struct Configuration: Sendable {
        /// Rows a transaction may fire at most; as a rule it ends by time before.
        public var batch = 5_000
        /// Milliseconds after which it looks again though nothing is known to be due.
        public var scanInterval: Int64 = 60_000
        /// Milliseconds to rest after a pass that made no progress, so that an error cannot make it spin.
        public var rest: Int64 = 100
        /// More than so many due at once, with the messages and moves of the last ten minutes, are a storm: all but tasks is held until somebody
        /// releases it. nil: there is no guard.
        public var stormThreshold: Int?
        /// How many messages one customer gets; nil: as many as there are.
        public var cap: ContactCap?

        public init() {}
    }

    /// What a pass did.
    public struct Summary: Hashable, Sendable {
        public var firing = FiringSummary()
        public var replanned = 0
        /// Held by the storm guard.
        public var held: Int { firing.held }
        /// When the next follow-up is due; nil if none is planned.
        public var next: Timestamp?
    }

    /// About how many follow-ups a pass logs one by one; beyond that only the summary speaks, since the journal drops floods.
    static let loggedDecisions = 100

    private let store: Store
    private let maker: FollowUpMaker
    private let clock: any WallClock
    private let settings: Mutex<Configuration>
    private let events: EventLog
    private let condition: EngineCondition
    private let waker: Waker
    private let onQueued: @Sendable () -> Void
    private let progress = ProgressSignal()
    private let recent = Mutex(RecentFirings())

    /// - Parameter onQueued: called after a pass that queued messages, so that sending need not wait.
    /// - Throws: what the clock throws if it cannot make an alarm.
    public init(
        store: Store, maker: FollowUpMaker, clock: any WallClock, configuration: Configuration, events: EventLog,
        condition: EngineCondition, onQueued: @escaping @Sendable () -> Void
    ) throws {
        self.store = store
        self.maker = maker
        self.clock = clock
        settings = Mutex(configuration)
        self.events = events
        self.condition = condition
        self.onQueued = onQueued
        waker = try Waker(clock: clock)
    }

    /// A person has looked at what was held, and let it go: what comes now is no part of that storm.
    public func forgetStorm() { recent.withLock { $0 = RecentFirings() } }

    /// There may be nearer work than the scanner sleeps for.
    public func nudge() { waker.nudge() }

    /// Returns when the loop has made progress since the call: the proof of life for a watchdog. Never returns while the scan is stuck.
    public func proveAlive() async {
        await progress.next { waker.nudge() }
    }

    /// What has the writer for long moves: the scan waits for it, and is not stuck.
    func noteProgress() { progress.advance() }

    public func run() async throws {
        await withGracefulShutdownHandler {
            while !isToStop {
                let deadline = await pass()
                if await waker.wait(until: deadline) == .clockStepped {
                    events.record(Event(.clockStepped, ["now": clock.now().rfc3339()]))
                }
            }
        } onGracefulShutdown: {
            self.waker.nudge()
        }
    }

    private var configuration: Configuration { settings.withLock { $0 } }

    /// How many messages one customer gets; nil: as many as there are.
    public var cap: ContactCap? { configuration.cap }

    /// Goes by another configuration from the next pass on, which begins now.
    func change(to configuration: Configuration) {
        settings.withLock { $0 = configuration }
        nudge()
    }

    /// One look at everything that is due at `now`: batch after batch, oldest first, until nothing is left or the service is to stop.
    public func runOnce(now: Timestamp) async throws -> Summary {
        var summary = Summary()
        let started = ContinuousClock.now
        while true {
            try await fireAll(now: now, into: &summary)
            // A part at a time, and not for long: what comes due meanwhile does not wait for a rule that reaches a million customers.
            guard !isToStop, ContinuousClock.now - started < Self.replanTime,
                let planned = try await replanSome(now: now)
            else { break }
            summary.replanned += planned
            progress.advance()
        }
        summary.next = try await store.nextFiring()
        if summary.held > 0, let threshold = configuration.stormThreshold {
            let fired = recent.withLock { $0.count(now: now) }
            events.record(
                Event(
                    .stormHeld, ["held": summary.held, "recent": fired, "threshold": threshold]))
        }
        return summary
    }

    private static let replanTime = Duration.seconds(2)

    private func fireAll(now: Timestamp, into summary: inout Summary) async throws {
        while true {
            let storm = stormLimit(after: summary, now: now)
            let batch = try await store.fireDue(
                now: now, limit: configuration.batch, cap: configuration.cap, storm: storm,
                told: max(0, Self.loggedDecisions - summary.firing.examined)
            ) { [maker] in try maker.decide($0) }
            recent.withLock { $0.add(batch.unconfirmed, at: now) }
            Failpoint.reach("fired")
            summary.firing += batch
            log(batch)
            progress.advance()
            if batch.messages > 0 { onQueued() }
            if batch.examined == 0 || isToStop { return }
        }
    }

    /// A batch of the durable orders; nil where there are none.
    private func replanSome(now: Timestamp) async throws -> Int? {
        if let moved = try await store.replaceBatch(limit: configuration.batch, now: now) {
            Failpoint.reach("replaced")
            return moved
        }
        let planned = try await store.replanBatch(limit: configuration.batch, now: now)
        if planned != nil { Failpoint.reach("replanned") }
        return planned
    }

    /// A clock gone wrong or a mistaken import makes much due, at once or bit by bit: tasks may pass, the rest waits for a person. Where something has
    /// been held, all that comes with it is.
    private func stormLimit(after summary: Summary, now: Timestamp) -> StormLimit? {
        configuration.stormThreshold.map { threshold in
            StormLimit(left: summary.held > 0 ? 0 : max(0, threshold - recent.withLock { $0.count(now: now) }))
        }
    }

    private var isToStop: Bool { Task.isShuttingDownGracefully || Task.isCancelled }

    /// A pass of the loop, with its errors told and survived.
    /// - Returns: when to look again.
    private func pass() async -> Timestamp {
        let now = clock.now()
        let started = ContinuousClock.now
        let latest = now.adding(milliseconds: configuration.scanInterval)
        do {
            try await store.touchWriter()
            if condition.isTroubled(EngineCondition.storage) {
                try await store.proveWritable()
                condition.recovered(EngineCondition.storage)
            }
            let gate = try await store.checkGate(of: .dueScan, now: now)
            switch gate {
            case .open, .turn: break
            case .paused:
                progress.advance()
                return latest
            case .closed(let until):
                progress.advance()
                return min(until, latest)
            }
            let summary = try await runOnce(now: now)
            let elapsed = Int64((ContinuousClock.now - started) / .milliseconds(1))
            condition.scanned(at: now, milliseconds: elapsed)
            condition.recovered("due-scan")
            progress.advance()
            tell(summary, milliseconds: elapsed)
            let busy = summary.firing.examined > 0 || summary.replanned > 0
            // Replanning may have made work that is due already.
            if summary.replanned > 0 { return now }
            if gate == .turn, !isToStop { try await store.closeGate(of: .dueScan, now: now) }
            let earliest = busy ? now : now.adding(milliseconds: configuration.rest)
            return summary.next.map { min(max($0, earliest), latest) } ?? latest
        } catch {
            condition.degraded("due-scan", error)
            progress.advance()
            return now.adding(milliseconds: max(configuration.rest, 1_000))
        }
    }

    private func tell(_ summary: Summary, milliseconds: Int64) {
        let firing = summary.firing
        guard firing.examined > 0 || summary.replanned > 0 else { return }
        events.record(
            Event(
                .dueScan,
                [
                    "tasks": firing.tasks, "messages": firing.messages, "moves": firing.moves,
                    "withheld": firing.withheld,
                    "failed": firing.failed,
                    "late": firing.late, "replanned": summary.replanned + firing.replanned, "ms": milliseconds,
                    "next": summary.next?.rfc3339(),
                ]))
    }

    private func log(_ batch: FiringSummary) {
        for decision in batch.decisions {
            events.record(
                Event(
                    .followUpDecided, level: decision.state == .failed ? .warning : .info,
                    [
                        "followUp": decision.followUpID, "customer": decision.customerNumber,
                        "trigger": decision.trigger,
                        "state": decision.state.rawValue,
                        "reason": decision.reason == .none ? nil : decision.reason.rawValue,
                        "task": decision.taskID, "message": decision.messageID, "late": decision.isLate,
                    ]))
        }
    }
}
