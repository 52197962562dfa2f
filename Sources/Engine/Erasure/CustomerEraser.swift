import Delivery
import Domain
import ServiceLifecycle
import Store
import Synchronization

/// Erases customers for good: rows, texts, what carriers keep, pages of reports, and the bytes in the files. As a service it goes on with what a crash
/// has interrupted or something was in the way of.
public final class CustomerEraser: Service {
    /// The part in trouble while something is left of somebody who has been erased.
    private static let part = "erasure"

    private struct Progress {
        /// Customers whose erasure somebody is at.
        var underWay: Set<Int64> = []
        /// Of whom nothing is left in the database's bytes, but elsewhere: it is not rewritten again.
        var rewritten: Set<Int64> = []
    }

    private let store: Store
    private let settings: SendingSettings
    private let pages: ReportFiles
    private let erasures: ErasureCount
    private let condition: EngineCondition
    private let onProgress: @Sendable () -> Void
    private let progress = Mutex(Progress())
    private let (nudges, nudging) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    /// - Parameter onProgress: called while the database is rewritten, when nobody else can write.
    init(
        store: Store, settings: SendingSettings, pages: ReportFiles, erasures: ErasureCount,
        condition: EngineCondition, onProgress: @escaping @Sendable () -> Void
    ) {
        self.store = store
        self.settings = settings
        self.pages = pages
        self.erasures = erasures
        self.condition = condition
        self.onProgress = onProgress
    }

    /// Goes on at once, and whenever it is nudged. A stop interrupts it.
    public func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            goOn()
            for await _ in nudges { await recover() }
        }
    }

    /// There may be something to go on with.
    func goOn() { nudging.yield() }

    /// - Returns: what the ledger calls the customer from now on.
    /// - Throws: `StoreError`; `erasureUnfinished` where the rows are gone already, and the rest is gone on with by the service.
    public func erase(number: String, expectedVersion: Int?, by actor: Actor, now: Timestamp) async throws -> String {
        let erasure = try await store.eraseCustomer(
            number: number, expectedVersion: expectedVersion, by: actor, now: now)
        Failpoint.reach("erased")
        do {
            try await finish(erasure)
        } catch {
            // Who reads for a while, such as a backup, is no trouble yet.
            if (error as? StoreError)?.code != .databaseRead { condition.degraded(Self.part, error) }
            throw StoreError(
                .erasureUnfinished(number: erasure.anonymousNumber),
                "The customer is erased, as \(erasure.anonymousNumber), but not all bytes are gone from the files: \(error); followupd tries again with every heartbeat and start.",
                cause: String(describing: error))
        }
        if condition.isTroubled(Self.part) { goOn() }
        return erasure.anonymousNumber
    }

    /// Whatever is in its way is told, and stops nothing else.
    func recover() async {
        do {
            while let erasure = try await store.interruptedErasures(besides: progress.withLock { $0.underWay }) {
                let isRewritten = progress.withLock { $0.rewritten.isSuperset(of: erasure.customerIDs) }
                try await finish(isRewritten ? erasure.withoutTraces() : erasure)
            }
            condition.recovered(Self.part)
        } catch is CancellationError {
            // The next start goes on.
        } catch {
            condition.degraded(Self.part, error)
        }
    }

    /// One place that cannot be cleaned keeps no other from being so.
    private func finish(_ erasure: Erasure) async throws {
        progress.withLock { $0.underWay.formUnion(erasure.customerIDs) }
        defer { progress.withLock { $0.underWay.subtract(erasure.customerIDs) } }
        erasures.increment()
        var problem: (any Error)?
        for carrier in settings.current.carriers.values {
            do {
                try await carrier.forget(erasure.messageIDs)
                // Digests name many customers; which ones is not written down.
                try await carrier.forget(domain: StaffMail.domain)
            } catch {
                problem = error
            }
        }
        for job in try await store.jobs() {
            do { try await pages.remove(of: job.specification) } catch { problem = error }
        }
        Failpoint.reach("erased-files")
        try await store.removeTraces(of: erasure, isAllElseDone: problem == nil, tell: onProgress)
        progress.withLock { progress in
            if problem == nil {
                progress.rewritten.subtract(erasure.customerIDs)
            } else {
                progress.rewritten.formUnion(erasure.customerIDs)
            }
        }
        if let problem { throw problem }
    }
}
