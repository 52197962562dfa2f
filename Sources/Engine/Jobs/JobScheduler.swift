import Domain
import ServiceLifecycle
import Store
import Synchronization

/// Runs jobs when they are due: one after the other, each at most for its time; what it missed meanwhile comes once.
public final class JobScheduler: Service {
    /// Milliseconds after which it looks again though nothing is known to be due.
    static let interval: Int64 = 60_000

    private let store: Store
    private let clock: any WallClock
    private let events: EventLog
    private let condition: EngineCondition
    private let work: JobWork
    private let waker: Waker

    /// - Throws: what the clock throws if it cannot make an alarm.
    init(store: Store, clock: any WallClock, events: EventLog, condition: EngineCondition, work: JobWork) throws {
        self.store = store
        self.clock = clock
        self.events = events
        self.condition = condition
        self.work = work
        waker = try Waker(clock: clock)
    }

    /// A job may be due earlier than the scheduler sleeps for.
    public func nudge() { waker.nudge() }

    public func run() async throws {
        await withGracefulShutdownHandler {
            while !Task.isShuttingDownGracefully && !Task.isCancelled {
                let deadline = await pass()
                _ = await waker.wait(until: deadline)
            }
        } onGracefulShutdown: {
            self.waker.nudge()
        }
    }

    /// Runs all that is due at `now`.
    /// - Returns: the runs, in order.
    public func runOnce(now: Timestamp) async throws -> [JobRun] {
        var runs: [JobRun] = []
        while !Task.isShuttingDownGracefully, let claimed = try await store.claimJob(now: now) {
            runs.append(try await perform(claimed))
        }
        return runs
    }

    /// Runs a job at once, whatever its schedule.
    /// - Throws: `StoreError` `jobNotFound`, `jobRunning`.
    public func runNow(code: String, by actor: Actor) async throws -> JobRun {
        let claimed = try await store.beginJob(code: code, by: actor, now: clock.now())
        return try await perform(claimed)
    }

    private func pass() async -> Timestamp {
        let now = clock.now()
        let latest = now.adding(milliseconds: Self.interval)
        do {
            _ = try await runOnce(now: now)
            condition.recovered("jobs")
            let next = try await store.nextJob()
            return next.map { min(max($0, clock.now().adding(milliseconds: 100)), latest) } ?? latest
        } catch {
            condition.degraded("jobs", error)
            return now.adding(milliseconds: 5_000)
        }
    }

    private func perform(_ claimed: ClaimedRun) async throws -> JobRun {
        let job = claimed.job
        if job.kind != .heartbeat {
            events.record(
                Event(.jobStarted, ["job": job.code, "kind": job.kind.rawValue, "attempt": claimed.run.attempt]))
        }
        let (outcome, detail) = await outcome(of: claimed)
        try await store.finishJob(claimed, outcome, detail: detail, now: clock.now())
        Failpoint.reach("job-finished")
        if job.kind != .heartbeat {
            // What a job says may hold a path, never a customer.
            events.record(
                Event(
                    .jobFinished, level: outcome == .succeeded ? .info : .error,
                    ["job": job.code, "outcome": outcome.rawValue, "attempt": claimed.run.attempt, "detail": detail]))
        }
        return try await store.job(code: job.code).lastRun ?? claimed.run
    }

    /// Time that a job may take is real time, whatever becomes of the wall clock.
    private func outcome(of claimed: ClaimedRun) async -> (JobOutcome, String) {
        let limit = Duration.seconds(claimed.job.timeoutSeconds)
        return await withTaskGroup(of: (JobOutcome, String)?.self) { [work] group in
            group.addTask {
                do {
                    return (.succeeded, try await work.perform(claimed))
                } catch is CancellationError {
                    return nil
                } catch {
                    return (.failed, String(describing: error))
                }
            }
            group.addTask {
                do { try await Task.sleep(for: limit) } catch { return nil }
                return (.timedOut, "it took longer than \(limit)")
            }
            var result: (JobOutcome, String)?
            while let next = await group.next() {
                if let next, result == nil {
                    result = next
                    group.cancelAll()
                }
            }
            return result ?? (.interrupted, "followupd is stopping")
        }
    }
}
