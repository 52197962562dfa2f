import Delivery
import Domain
import Store

/// Erases customers for good: rows, texts, what carriers keep, and the bytes in the files.
public struct CustomerEraser: Sendable {
    private let store: Store
    private let carriers: [any Carrier]
    private let pages: ReportFiles

    init(store: Store, carriers: [any Carrier], pages: ReportFiles) {
        self.store = store
        self.carriers = carriers
        self.pages = pages
    }

    /// - Returns: what the ledger calls the customer from now on.
    /// - Throws: `StoreError`; `storageFull` also where the rows are gone already, and the rest is done at the next start.
    public func erase(number: String, expectedVersion: Int?, by actor: Actor, now: Timestamp) async throws -> String {
        let erasure = try await store.eraseCustomer(
            number: number, expectedVersion: expectedVersion, by: actor, now: now)
        do {
            try await finish(erasure)
        } catch {
            throw StoreError(
                .storageFull,
                "The customer is erased, as \(erasure.anonymousNumber), but not all bytes are gone from the files; make room or mend the spool, and restart followupd to go on with that.",
                cause: String(describing: error))
        }
        return erasure.anonymousNumber
    }

    /// Goes on with what a crash has interrupted.
    func recover() async throws {
        if let erasure = try await store.interruptedErasures() { try await finish(erasure) }
    }

    private func finish(_ erasure: Erasure) async throws {
        for carrier in carriers {
            try await carrier.forget(erasure.messageIDs)
            // Digests name many customers; which ones is not written down.
            try await carrier.forget(domain: StaffMail.domain)
        }
        try pages.removeAll(of: try await store.jobs().map(\.specification))
        try await store.removeTraces(of: erasure)
    }
}
