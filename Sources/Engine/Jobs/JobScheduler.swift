import Domain
import ServiceLifecycle
import Store
import Synchronization

/// Runs jobs when they are due, each at most for its time and never twice at once; what was missed meanwhile comes once.
public final class JobScheduler: Service {
    /// Milliseconds after which it looks again though nothing is known to be due.
    static let interval: Int64 = 60_000

    private let store: Store
    private let clock: any WallClock
    private let events: EventLog
    private let condition: EngineCondition
    private let work: JobWork
    private let waker: Waker
    private let unrecorded = Mutex<[(run: ClaimedRun, ending: Ending)]>([])

    /// How a run went.
    private struct Ending: Sendable {
        let outcome: JobOutcome
        /// For the history of runs.
        let detail: String
        /// For the log.
        let logged: String

        init(_ outcome: JobOutcome, _ detail: String, logged: String? = nil) {
            self.outcome = outcome
            self.detail = detail
            self.logged = logged ?? detail
        }
    }

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

    /// - Throws: `StoreError` `invalidValue` if a job could not write there.
    public func refuseUnusable(directory path: String) async throws { try await work.refuseUnusable(directory: path) }

    /// Removes the page of a report job that is no more, or writes it elsewhere from now on.
    /// - Throws: `StoreError` `storageFull` with the path of what is left.
    public func removePage(of job: JobSpecification) async throws {
        do {
            try await work.pages.remove(of: job)
        } catch {
            throw StoreError(
                .storageFull, "The change is made, but the job's old page is left: \(error); remove it by hand.",
                cause: String(describing: error))
        }
    }

    /// Each run has a task of its own, so that a long one holds up no other; stopping ends them.
    public func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                while !Task.isShuttingDownGracefully && !Task.isCancelled {
                    let deadline = await pass(in: &group)
                    _ = await waker.wait(until: deadline)
                }
                group.cancelAll()
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

    private func pass(in group: inout DiscardingTaskGroup) async -> Timestamp {
        let now = clock.now()
        let latest = now.adding(milliseconds: Self.interval)
        do {
            try await recordTheUnrecorded()
            try await store.alignJobs(now: now)
            while let claimed = try await store.claimJob(now: now) {
                group.addTask { [self] in
                    do {
                        _ = try await perform(claimed)
                    } catch is CancellationError {
                        // followupd stops; what the run did is recorded, or is found at the next start.
                    } catch {
                        condition.degraded("jobs", error)
                    }
                    // It may be due again, or have to be tried again.
                    waker.nudge()
                }
            }
            if unrecorded.withLock({ $0.isEmpty }) { condition.recovered("jobs") }
            let next = try await store.nextJob()
            return next.map { min(max($0, clock.now().adding(milliseconds: 100)), latest) } ?? latest
        } catch {
            condition.degraded("jobs", error)
            return now.adding(milliseconds: 5_000)
        }
    }

    /// Endings that could not be written, since the disk was full, say; until they are, their jobs count as running.
    private func recordTheUnrecorded() async throws {
        while let (claimed, ending) = unrecorded.withLock({ $0.first }) {
            try await store.finishJob(claimed, ending.outcome, detail: ending.detail, now: clock.now())
            unrecorded.withLock { _ = $0.removeFirst() }
        }
    }

    private func perform(_ claimed: ClaimedRun) async throws -> JobRun {
        let job = claimed.job
        if job.kind != .heartbeat {
            events.record(
                Event(.jobStarted, ["job": job.code, "kind": job.kind.rawValue, "attempt": claimed.run.attempt]))
        }
        let ending = await ending(of: claimed)
        do {
            try await store.finishJob(claimed, ending.outcome, detail: ending.detail, now: clock.now())
        } catch {
            unrecorded.withLock { $0.append((claimed, ending)) }
            throw error
        }
        Failpoint.reach("job-finished")
        if job.kind != .heartbeat {
            // It may hold a path, never a customer or an address.
            events.record(
                Event(
                    .jobFinished, level: ending.outcome == .succeeded ? .info : .error,
                    [
                        "job": job.code, "outcome": ending.outcome.rawValue, "attempt": claimed.run.attempt,
                        "detail": ending.logged,
                    ]))
        }
        return try await store.job(code: job.code).lastRun ?? claimed.run
    }

    /// Time that a job may take is real time, whatever becomes of the wall clock.
    private func ending(of claimed: ClaimedRun) async -> Ending {
        let limit = Duration.seconds(claimed.job.timeoutSeconds)
        return await withTaskGroup(of: Ending?.self) { [work] group in
            group.addTask {
                do {
                    return Ending(.succeeded, try await work.perform(claimed))
                } catch is CancellationError {
                    return nil
                } catch let error as StoreError where error.code == .database && Task.isCancelled {
                    return nil
                } catch let error as JobError {
                    return Ending(.failed, error.description, logged: error.logged)
                } catch {
                    return Ending(.failed, String(describing: error))
                }
            }
            group.addTask {
                // Cancelled: the work has ended in time.
                do { try await Task.sleep(for: limit) } catch { return nil }
                return Ending(.timedOut, "it took longer than \(limit)")
            }
            var result: Ending?
            while let next = await group.next() {
                if let next, result == nil {
                    result = next
                    group.cancelAll()
                }
            }
            return result ?? Ending(.interrupted, "followupd is stopping")
        }
    }
}
