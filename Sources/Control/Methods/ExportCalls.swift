import ControlAPI
import Domain
import Store

/// Export of customers as CSV, some rows a reply.
struct ExportCalls: Sendable {
    typealias Export = CustomersMethods.Export

    let context: ControlContext

    /// A reply in progress; a page of customers makes one.
    private struct Part: Sendable {
        let csv: String
        let cursor: PageCursor
    }

    /// Customers of one reply at most.
    private static let customersAPart = 100
    /// Histories and notes can be long, and a reply must fit a frame; of text, besides the customer that goes beyond.
    private static let bytesAPart = 1 << 20

    func export(_ parameters: Export.Parameters, _ actor: Actor) async throws -> Listing<Export.Reply> {
        let search = try SearchInput.expression(parameters.search, parameters.rules)
        let store = context.store
        let now = context.now()
        let columns = CustomerFile(customFields: try await store.customFieldNames(search, for: actor, now: now))
        let hasHeader = parameters.cursor == nil
        // However it begins: a cursor is a caller's word.
        try await store.noteTaking(
            "export", .customer, ["search": "\(search)", "cursor": parameters.cursor ?? ""], by: actor, now: now)
        return try Listing(
            named: "export:\(search)", from: parameters.cursor, limit: nil, key: { (part: Part) in part.cursor },
            fetch: { cursor, _ in
                let page = try await store.exportPage(
                    search, for: actor, after: cursor, limit: Self.customersAPart, now: now)
                let header = cursor == nil && hasHeader ? columns.header : ""
                // An empty file still has its header.
                guard !page.isEmpty else {
                    return header.isEmpty ? [] : [Part(csv: header, cursor: PageCursor(key: .integer(0), id: 0))]
                }
                var parts: [Part] = []
                var csv = header
                for (index, row) in page.enumerated() {
                    csv += try columns.row(row.customer)
                    guard csv.utf8.count >= Self.bytesAPart || index == page.count - 1 else { continue }
                    parts.append(Part(csv: csv, cursor: row.cursor))
                    csv = ""
                }
                return parts
            }, reply: { Export.Reply(csv: $0.csv, cursor: $1) }, isShort: \.isEmpty)
    }
}
