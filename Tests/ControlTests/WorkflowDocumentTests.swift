import ControlAPI
import Domain
import FoundationEssentials
import TestKit
import Testing

@testable import Control

@Suite("A workflow document")
struct WorkflowDocumentTests {
    static let presets = ["staffing", "field-service", "studio"]

    @Test("of every preset is read whole, with one initial status", arguments: presets)
    func isRead(name: String) throws {
        let path = PackageFiles.path("Deploy/presets/\(name).yaml")
        let workflow = try WorkflowDocument.read(
            String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self))
        let statuses = try #require(workflow.statuses)
        #expect(statuses.count(where: \.status.isInitial) == 1)
        #expect(workflow.templates?.isEmpty == false)
        #expect(statuses.flatMap(\.triggers).count > 10)
    }

    @Test("of every preset goes into a new database", arguments: presets)
    func isApplied(name: String) async throws {
        let path = PackageFiles.path("Deploy/presets/\(name).yaml")
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        let empty = try await Office(Workflow())
        let reply = try await ControlHarness.run(office: empty) {
            try await $0.call(WorkflowMethods.Apply.self, .init(document: text))
        }
        #expect(reply.changes.count { $0.kind == "status" && $0.action == "added" } >= 6)
    }

    @Test("with mistakes is refused with all of them, each with line and column")
    func mistakes() throws {
        let text = """
            followupd: 1
            statuses:
              - code: P
                duration: 5 fortnights
                colour: red
                triggers:
                  - { code: t, when: sometimes, task: Call }
                  - { code: u, when: due }
            """
        let failure = try #require(throws: ControlFailure.self) { try WorkflowDocument.read(text) }
        #expect(failure.error == .invalidWorkflow)
        for place in ["line 4, column 15", "line 5, column 5", "line 7, column 26", "line 8, column 9"] {
            #expect(failure.message.contains(place), "\(place) in \(failure.message)")
        }
    }

    @Test("whose parts contradict each other is refused with every place at once")
    func references() throws {
        let text = """
            followupd: 1
            branches:
              - { code: b, parent: nowhere }
            templates: []
            statuses:
              - code: P
                initial: true
                successors: [A, X]
                triggers:
                  - { code: t, when: due, email: none }
              - { code: A, initial: true, triggers: [{ code: t, when: due, task: T }] }
              - { code: A }
              - { code: "not a code" }
            groups:
              - { code: g, branch: c, sees: [Q], members: [ana] }
              - { code: h, members: [ana] }
            """
        let failure = try #require(throws: ControlFailure.self) { try WorkflowDocument.read(text) }
        for place in [
            "line 3, column 24", "line 8, column 21", "line 10, column 38", "line 11, column 25", "line 11, column 50",
            "line 12, column 13",
            "line 13, column 13", "line 15, column 24", "line 15, column 34", "line 16, column 26",
        ] {
            #expect(failure.message.contains(place), "\(place) in \(failure.message)")
        }
    }

    @Test(
        "that is none is refused in one sentence",
        arguments: [
            "", "- a", "followupd: 2", "a: [", "\u{0}", "followupd: 1\nfollowupd: 1", "statuses: 5\nfollowupd: 1",
            "&a [*a]",
        ])
    func notOne(text: String) throws {
        let failure = try #require(throws: ControlFailure.self) { try WorkflowDocument.read(text) }
        #expect(failure.error == .invalidWorkflow)
        #expect(failure.message.hasPrefix("The workflow is refused: "))
    }

    @Test("that aliases would make endless is refused before it is read", .timeLimit(.minutes(1)))
    func aliasBomb() throws {
        var bomb = "a0: &a0 [x, x]\n"
        for level in 1..<40 { bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        for end in ["? *a39\n: 1\n", "statuses: *a39\n", "k: \"x: |\n   \", *a39 : 1\n"] {
            let failure = try #require(throws: ControlFailure.self) {
                try WorkflowDocument.read(bomb + "followupd: 1\n" + end)
            }
            #expect(failure.message.contains("alias"))
        }
        // A star or an ampersand in a text is none.
        #expect(throws: Never.self) {
            try WorkflowDocument.read("followupd: 1\nbranches: [ { code: b, name: \"R&D *new*\" } ]")
        }
    }

    @Test("leaves nothing behind where its last part is refused")
    func allOrNothing() async throws {
        let office = try await Office(Workflow())
        let text = """
            followupd: 1
            calendars: [ { code: c, zone: Europe/Paris } ]
            statuses:
              - { code: one, name: One }
              - { code: two, name: One }
            """
        try await ControlHarness.run(office: office) { control in
            let error = try await control.refusal(WorkflowMethods.Apply.self, .init(document: text))
            #expect(error.name == ControlError.invalidWorkflow.rawValue)
            #expect(try await control.list(StatusesMethods.List.self, .init()).isEmpty)
        }
    }
}
