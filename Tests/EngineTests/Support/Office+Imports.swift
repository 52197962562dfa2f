import Domain
import Store
import TestKit

extension Office {
    /// Adds customers of Ana's numbered from 1 on, all at once.
    @discardableResult
    func addCustomers(
        _ count: Int, entered: CustomerDraft.EntryTime? = nil, mode: ImportMode = .each, backfill: Backfill = .all,
        now: Timestamp = Office.monday
    ) async throws -> ImportSummary {
        let rows = (1...count).map { index in
            let fields: [CustomerField: String] = [
                .name: "Customer \(index)", .owner: "ana", .email: "c\(index)@example.org",
            ]
            return ImportRow(
                line: index, content: .success(ImportedCustomer(number: "\(index)", fields, entered: entered)))
        }
        return try await store.importCustomers(
            rows, Store.ImportRules(mode: mode, backfill: backfill), by: "ana", now: now)
    }
}
