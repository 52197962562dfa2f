import TestKit
import Testing

@testable import Engine
@testable import Systemd

/// The journal's catalog and followupd-log(7) say what the code's catalogue of events says.
@Suite("Journal catalog")
struct CatalogTests {
    @Test("Every kind of event has a message id of its own, of 32 hexadecimal digits")
    func messageIDs() {
        let ids = EventKind.allCases.map(\.messageID)
        #expect(Set(ids).count == ids.count)
        for id in ids {
            #expect(
                id.utf8.count == 32 && id.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }, "\(id)"
            )
        }
    }

    @Test("Texts name only fields that their event has")
    func fields() {
        for kind in EventKind.allCases {
            let text = kind.described.subject + "\n" + kind.described.text
            let words = text.split(separator: "@", omittingEmptySubsequences: false)
            #expect(words.count % 2 == 1, "an @ without its partner: \(kind)")
            let own = Set(kind.described.fields.compactMap { JournalField.name(for: $0.key) })
            for field in words.enumerated().filter({ $0.offset % 2 == 1 }).map(\.element) {
                #expect(own.contains(String(field)), "\(kind): \(field)")
            }
        }
    }

    @Test("The catalog is made from it")
    func catalog() throws {
        try expectGolden("Deploy/systemd/followupd.catalog", JournalCatalog.text)
    }

    @Test("The man page is made from it")
    func manual() throws {
        try expectGolden("Deploy/man/followupd-log.7", LogManual.text)
    }

    @Test("The lines of all kinds of events, with all their keys, are as they always were")
    func lines() throws {
        let lines = EventKind.allCases.map { kind in
            let fields = kind.described.fields.map { field in
                Event.Field(key: field.key, value: field.words.first ?? Self.samples[field.key] ?? "7")
            }
            return Event(kind, fields: fields).line
        }
        try expectGolden("Tests/SystemdTests/Golden/log-lines.txt", lines.map { "\($0)\n" }.joined())
    }

    private static let samples = [
        "error": "The disk is \"full\"; make room.", "detail": "backup-20260302T080000Z.sqlite is whole\nsecond line",
        "next": "2026-03-02T09:00:00.000Z", "now": "2026-03-02T08:00:00.000Z", "by": "ana", "trigger": "welcome",
        "version": "0.3.0", "method": "io.followupd.Customers.Erase",
    ]

    @Test("journalctl takes the catalog")
    func compiles() async throws {
        try await withTemporaryDirectory { directory in
            let target = directory.path + "/usr/lib/systemd/catalog/followupd.catalog"
            try await runSuccessfully(["install", "-D", PackageFiles.path("Deploy/systemd/followupd.catalog"), target])
            try await runSuccessfully(["journalctl", "--root=\(directory.path)", "--update-catalog"])
            let listed = try await run(["journalctl", "--root=\(directory.path)", "--list-catalog"])
            for kind in EventKind.allCases { #expect(listed.output.contains(kind.messageID), "\(kind)") }
        }
    }

    @Test("An event with a field that is not described, or out of order, or of another word, is found out")
    func covers() {
        let described = EventKind.jobFinished.described
        func covers(_ fields: KeyValuePairs<String, (any CustomStringConvertible)?>) -> Bool {
            described.covers(Event(.jobFinished, fields).fields)
        }
        #expect(covers(["job": "backup", "outcome": "failed", "detail": "no room"]))
        #expect(!covers(["job": "backup", "customer": "1042"]))
        #expect(!covers(["outcome": "failed", "job": "backup"]))
        #expect(!covers(["job": "backup", "outcome": "perhaps"]))
    }
}
