/// What a mail server says of a mail that it could not deliver (RFC 3464), as far as anybody has to know.
public struct DeliveryReport: Hashable, Sendable {
    /// Of the mail that came back, with its angle brackets.
    public var messageID: String?
    /// Whom it did not reach.
    public var address: String?
    /// It never will: action `failed` and a status of class 5, or none.
    public var isPermanent: Bool
    /// What the other side said, in one line.
    public var reason: String

    public init(messageID: String?, address: String?, isPermanent: Bool, reason: String) {
        self.messageID = messageID
        self.address = address
        self.isPermanent = isPermanent
        self.reason = reason
    }

    /// Reads a whole mail. Of several recipients the first that failed counts, since followupd sends to one.
    ///
    /// It looks for the fields, not for the MIME structure: the groups of fields of `message/delivery-status` (RFC 3464, 2.3) hold no other
    /// text, and forwarding programs break boundaries more often than fields.
    /// - Returns: nil if there is no such group, or none with a recipient.
    public init?(mail text: String) {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.prefix(Self.mostLines)
        guard let start = lines.firstIndex(where: Self.beginsStatus) else { return nil }
        let groups = Self.groups(lines[(start + 1)...])
        let recipients = groups.filter { $0["final-recipient"] != nil || $0["original-recipient"] != nil }
        guard let first = recipients.first(where: { $0["action"]?.lowercased() == "failed" }) ?? recipients.first else {
            return nil
        }
        let recipient = first["final-recipient"] ?? first["original-recipient"] ?? ""
        let action = first["action"]?.lowercased() ?? ""
        let status = first["status"] ?? ""
        // 5.2.2, a full mailbox, and 4.x.x may do later.
        isPermanent = action == "failed" && !status.hasPrefix("4") && status != "5.2.2"
        // rfc822;somebody@example.org
        let value = recipient.split(separator: ";", maxSplits: 1).last.map { $0.trimmed } ?? ""
        address = value.contains("@") ? String(value.filter { $0 != "<" && $0 != ">" }) : nil
        messageID = Self.messageID(in: lines[(start + 1)...])
        let said = first["diagnostic-code"].map { $0.split(separator: ";", maxSplits: 1).last?.trimmed ?? "" } ?? ""
        reason = String([status, said].filter { !$0.isEmpty }.joined(separator: " ").prefix(300))
        if address == nil, messageID == nil { return nil }
    }

    private static let mostLines = 20_000

    private static func beginsStatus(_ line: Substring) -> Bool {
        let line = line.lowercased()
        return line.hasPrefix("content-type:") && line.contains("message/delivery-status")
    }

    /// Groups of fields parted by empty lines, names in small letters, folded lines joined.
    private static func groups(_ lines: ArraySlice<Substring>) -> [[String: String]] {
        var groups: [[String: String]] = [[:]]
        var last: String?
        for line in lines.prefix(500) {
            if line.allSatisfy(\.isWhitespace) {
                groups.append([:])
                last = nil
            } else if line.first == " " || line.first == "\t" {
                if let last { groups[groups.count - 1][last, default: ""] += " \(line.trimmed)" }
            } else if let colon = line.firstIndex(of: ":") {
                let name = line[..<colon].lowercased()
                groups[groups.count - 1][name] = line[line.index(after: colon)...].trimmed
                last = name
            }
        }
        return groups
    }

    /// That of the mail that came back, whose header comes after the report.
    private static func messageID(in lines: ArraySlice<Substring>) -> String? {
        for (index, line) in zip(lines.indices, lines) where line.lowercased().hasPrefix("message-id:") {
            // A long one may stand on the next line.
            let rest = line.dropFirst("message-id:".count) + (lines.indices.contains(index + 1) ? lines[index + 1] : "")
            guard let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") else { continue }
            return String(rest[open...close])
        }
        return nil
    }
}
