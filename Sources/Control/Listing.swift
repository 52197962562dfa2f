import ControlAPI
import Store

/// A listing in progress: fetches page after page, each from the cursor of the one before.
struct Listing<Reply: ListReply>: Sendable {
    private let fetch: @Sendable (PageCursor?, Int) async throws -> (replies: [Reply], last: PageCursor?, isLast: Bool)
    private var cursor: PageCursor?
    private var remaining: Int
    private var isAtEnd = false

    /// - Parameters:
    ///   - name: of the listing with its filter and sort: a cursor of another one is refused.
    ///   - key: where a record stands in the sort order.
    ///   - isShort: whether nothing follows a page; by itself, a page with fewer records than asked for.
    init<Record: Sendable>(
        named name: String, from cursor: String?, limit: Int?, key: @escaping @Sendable (Record) -> PageCursor,
        fetch: @escaping @Sendable (PageCursor?, Int) async throws -> [Record],
        reply: @escaping @Sendable (Record, String) -> Reply, isShort: (@Sendable ([Record]) -> Bool)? = nil
    ) throws {
        if let limit, limit < 0 { throw ControlFailure.invalidValue("limit", "is negative") }
        self.cursor = try cursor.map { try CursorText.decode($0, listing: name) }
        remaining = limit ?? .max
        self.fetch = { cursor, count in
            let records = try await fetch(cursor, count)
            let replies = records.map { reply($0, CursorText.encode(key($0), listing: name)) }
            return (replies, records.last.map(key), isShort?(records) ?? (records.count < count))
        }
    }

    /// A short list that is read at once and has no cursors to go on from.
    init<Record: Sendable>(whole records: [Record], reply: @escaping @Sendable (Record, String) -> Reply) {
        remaining = records.count
        fetch = { _, _ in (records.map { reply($0, "") }, nil, true) }
    }

    /// nil at the end.
    mutating func nextPage() async throws -> [Reply]? {
        guard !isAtEnd, remaining > 0 else { return nil }
        let count = min(remaining, MethodTable.page)
        let (replies, last, isLast) = try await fetch(cursor, count)
        remaining -= replies.count
        cursor = last
        isAtEnd = isLast || last == nil
        return replies
    }
}

/// Cursors as text: the place, and the listing it belongs to, which is told by a number made of its name.
enum CursorText {
    static func encode(_ cursor: PageCursor, listing: String) -> String {
        switch cursor.key {
        case .integer(let key): "\(mark(listing))/\(cursor.id)/i\(key)"
        case .text(let key): "\(mark(listing))/\(cursor.id)/t\(key)"
        }
    }

    /// - Throws: `invalidCursor` for anything that this listing did not hand out.
    static func decode(_ text: String, listing: String) throws -> PageCursor {
        let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == mark(listing), let id = Int64(parts[1]), let kind = parts[2].first else {
            throw refusal
        }
        let key = parts[2].dropFirst()
        switch kind {
        case "i":
            guard let number = Int64(key) else { throw refusal }
            return PageCursor(key: .integer(number), id: id)
        case "t": return PageCursor(key: .text(String(key)), id: id)
        default: throw refusal
        }
    }

    /// FNV-1a of the name: a search can be long, and its words need not stand in every reply.
    private static func mark(_ listing: String) -> String {
        let hash = listing.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }

    private static var refusal: ControlFailure {
        ControlFailure(.invalidCursor, "That cursor belongs to another listing; begin the list anew.")
    }
}
