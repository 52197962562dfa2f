import ControlAPI
import Store

/// A listing in progress: fetches page after page, each from the cursor of the one before.
struct Listing<Reply: ListReply>: Sendable {
    private let fetch: @Sendable (PageCursor?, Int) async throws -> (replies: [Reply], last: PageCursor?)
    private var cursor: PageCursor?
    private var remaining: Int
    private var isAtEnd = false

    /// - Parameters:
    ///   - name: of the listing with its filter and sort: a cursor of another one is refused.
    ///   - key: where a record stands in the sort order.
    init<Record: Sendable>(
        named name: String, from cursor: String?, limit: Int?, key: @escaping @Sendable (Record) -> PageCursor,
        fetch: @escaping @Sendable (PageCursor?, Int) async throws -> [Record],
        reply: @escaping @Sendable (Record, String) -> Reply
    ) throws {
        if let limit, limit < 0 { throw ControlFailure.invalidValue("limit", "is negative") }
        self.cursor = try cursor.map { try CursorText.decode($0, listing: name) }
        remaining = limit ?? .max
        self.fetch = { cursor, count in
            let records = try await fetch(cursor, count)
            let replies = records.map { reply($0, CursorText.encode(key($0), listing: name)) }
            return (replies, records.last.map(key))
        }
    }

    /// A short list that is read at once and has no cursors to go on from.
    init<Record: Sendable>(whole records: [Record], reply: @escaping @Sendable (Record, String) -> Reply) {
        remaining = records.count
        fetch = { _, _ in (records.map { reply($0, "") }, nil) }
    }

    /// nil at the end.
    mutating func nextPage() async throws -> [Reply]? {
        guard !isAtEnd, remaining > 0 else { return nil }
        let count = min(remaining, MethodTable.page)
        let (replies, last) = try await fetch(cursor, count)
        remaining -= replies.count
        cursor = last
        isAtEnd = replies.count < count || last == nil
        return replies
    }
}

/// Cursors as text: the place, and the listing it belongs to.
enum CursorText {
    static func encode(_ cursor: PageCursor, listing: String) -> String {
        switch cursor.key {
        case .integer(let key): "\(listing)/i\(key)/\(cursor.id)"
        case .text(let key): "\(listing)/t\(key)/\(cursor.id)"
        }
    }

    /// - Throws: `invalidCursor` for anything that this listing did not hand out.
    static func decode(_ text: String, listing: String) throws -> PageCursor {
        guard text.hasPrefix("\(listing)/") else { throw refusal }
        let parts = text.dropFirst(listing.count + 1).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = Int64(parts[1]), let kind = parts[0].first else { throw refusal }
        let key = parts[0].dropFirst()
        switch kind {
        case "i":
            guard let number = Int64(key) else { throw refusal }
            return PageCursor(key: .integer(number), id: id)
        case "t": return PageCursor(key: .text(String(key)), id: id)
        default: throw refusal
        }
    }

    private static var refusal: ControlFailure {
        ControlFailure(.invalidCursor, "That cursor belongs to another listing; begin the list anew.")
    }
}
