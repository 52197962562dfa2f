import Delivery
import Domain
import Store

/// Erases customers for good: rows, texts, what carriers keep, pages of reports, and the bytes in the files.
public struct CustomerEraser: Sendable {
    /// The part in trouble while something is left of somebody who has been erased.
    private static let part = "erasure"

    let store: Store
    let settings: SendingSettings
    let pages: ReportFiles
    let erasures: ErasureCount
    let condition: EngineCondition

    /// - Returns: what the ledger calls the customer from now on.
    /// - Throws: `StoreError`; `storageFull` also where the rows are gone already, and the rest is done later (``goOn()``).
    public func erase(number: String, expectedVersion: Int?, by actor: Actor, now: Timestamp) async throws -> String {
        let erasure = try await store.eraseCustomer(
            number: number, expectedVersion: expectedVersion, by: actor, now: now)
        Failpoint.reach("erased")
        do {
            try await finish(erasure)
        } catch {
            condition.degraded(Self.part, error)
            throw StoreError(
                .storageFull,
                "The customer is erased, as \(erasure.anonymousNumber), but not all bytes are gone from the files: \(error); followupd tries again with every heartbeat and start.",
                cause: String(describing: error))
        }
        await goOn()
        return erasure.anonymousNumber
    }

    /// Goes on with what was in somebody's way before, if anything was.
    func goOn() async {
        if condition.isTroubled(Self.part) { await recover() }
    }

    /// Goes on with what a crash or a file that could not be removed has interrupted. Whatever is in its way is told, and stops nothing else.
    func recover() async {
        do {
            if let erasure = try await store.interruptedErasures() { try await finish(erasure) }
            condition.recovered(Self.part)
        } catch {
            condition.degraded(Self.part, error)
        }
    }

    /// One place that cannot be cleaned keeps no other from being so.
    private func finish(_ erasure: Erasure) async throws {
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
        try await store.removeTraces(of: erasure, isAllElseDone: problem == nil)
        if let problem { throw problem }
    }
}
