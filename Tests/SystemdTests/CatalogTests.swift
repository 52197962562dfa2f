import Engine
import TestKit
import Testing

/// The journal's catalog explains what the daemon logs, all of it and nothing else.
@Suite("Journal catalog")
struct CatalogTests {
    private struct Entry {
        let messageID: String
        let lines: [Substring]
    }

    private static func entries() throws -> [Entry] {
        let text = try readFile(PackageFiles.path("Deploy/systemd/followupd.catalog"))
        return text.split(separator: "\n-- ").dropFirst().map { entry in
            let lines = entry.split(separator: "\n", omittingEmptySubsequences: false)
            return Entry(messageID: String(lines[0]), lines: Array(lines.dropFirst()))
        }
    }

    @Test("Every kind of event has one entry under its message id, and every entry is of a kind of event")
    func agreement() throws {
        let entries = try Self.entries().map(\.messageID)
        #expect(Set(entries).count == entries.count)
        #expect(entries.sorted() == EventKind.allCases.map(\.messageID).sorted())
    }

    @Test("Every entry has a subject, the definer and a text, and names only fields of the daemon's")
    func shape() throws {
        for entry in try Self.entries() {
            #expect(entry.lines[0].hasPrefix("Subject: "), "\(entry.messageID)")
            #expect(entry.lines[1] == "Defined-By: followupd", "\(entry.messageID)")
            let end = try #require(entry.lines.firstIndex(of: ""), "\(entry.messageID)")
            #expect(entry.lines[end...].contains { !$0.isEmpty }, "\(entry.messageID)")
            let words = entry.lines.joined(separator: "\n").split(separator: "@", omittingEmptySubsequences: false)
            #expect(words.count % 2 == 1, "an @ without its partner: \(entry.messageID)")
            for field in words.enumerated().filter({ $0.offset % 2 == 1 }).map(\.element) {
                #expect(field.hasPrefix("FOLLOWUPD_"), "\(entry.messageID): \(field)")
                #expect(field.utf8.allSatisfy { (65...90).contains($0) || $0 == 95 }, "\(entry.messageID): \(field)")
            }
        }
    }
}
