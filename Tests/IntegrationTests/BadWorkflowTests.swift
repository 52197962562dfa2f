import ControlAPI
import TestKit
import Testing
import Varlink

/// A workflow is taken in whole or refused with the place of what is wrong.
@Suite("Bad workflows")
struct BadWorkflowTests {
    private static let good = """
        followupd: 1
        calendars:
          - { code: default, zone: UTC }
        templates:
          - { code: letter, subject: S, text: T }
        statuses:
          - code: P
            initial: true
            duration: 2 days
            triggers:
              - { code: mail, when: overdue, email: letter }

        """

    @Test(
        "What is wrong in a document is told with its line and column, and nothing is applied",
        arguments: [
            ("duration: 2 days", "duration: 2 fortnights", 9, 15), ("when: overdue", "when: sometime", 11, 29),
            ("initial: true", "initial: perhaps", 8, 14), ("initial: true", "initail: true", 8, 5),
            ("followupd: 1", "followupd: 2", 1, 12), ("  - { code: letter", "  - { code: letter: x", 5, 19),
            ("initial: true", "initial: true\n    initial: false", 8, 5),
        ])
    func place(_ old: String, _ new: String, _ line: Int64, _ column: Int64) async throws {
        try await DaemonFixture.withRunning { daemon in
            let refusal = try await daemon.refusal(
                of: WorkflowMethods.Apply.self, .init(document: Self.good.replacing(old, with: new)))
            #expect(refusal?.name == ControlError.invalidWorkflow.rawValue, "\(String(describing: refusal))")
            #expect(refusal?.parameters["line"] == .integer(line), "\(String(describing: refusal))")
            #expect(refusal?.parameters["column"] == .integer(column), "\(String(describing: refusal))")
            try await expectNothingApplied(daemon)
            try await daemon.apply(Self.good)
        }
    }

    @Test(
        "A document that contradicts itself is refused by a typed error, and nothing is applied",
        arguments: [
            ("zone: UTC", "zone: Mars/Olympus", ControlError.invalidZone),
            ("zone: UTC", "zone: ../../etc/passwd", .invalidZone),
            ("email: letter", "email: postcard", .invalidWorkflow),
            ("text: T", "text: \"{{customer.shoeSize}}\"", .invalidTemplate),
            ("text: T", "text: \"{{#customer.name}}\"", .invalidTemplate),
            ("email: letter", "task: \"{{customer.shoeSize}}\"", .invalidTemplate),
            ("code: P", "code: \"P Q\"", .invalidWorkflow),
        ])
    func contradiction(_ old: String, _ new: String, _ error: ControlError) async throws {
        try await DaemonFixture.withRunning { daemon in
            let refusal = try await daemon.refusal(
                of: WorkflowMethods.Apply.self, .init(document: Self.good.replacing(old, with: new)))
            #expect(refusal?.name == error.rawValue, "\(String(describing: refusal))")
            if error == .invalidTemplate {
                #expect(
                    refusal?.message.contains(#/^In (template letter|trigger mail): /#) == true,
                    "\(refusal.debugDescription)")
            }
            try await expectNothingApplied(daemon)
        }
    }

    @Test(
        "Documents and templates nested without end are refused, not followed until the stack is full",
        arguments: [
            String(repeating: "[", count: 200_000), String(repeating: "{a: ", count: 100_000),
            String(repeating: "- ", count: 200_000),
            Self.good.replacing(
                "text: T", with: "text: \"" + String(repeating: "{{#customer.name}}", count: 20_000) + "\""),
        ])
    func nesting(_ document: String) async throws {
        try await DaemonFixture.withRunning { daemon in
            #expect(try await daemon.refusal(of: WorkflowMethods.Apply.self, .init(document: document)) != nil)
            #expect(daemon.exitStatus() == nil)
            try await expectNothingApplied(daemon)
        }
    }

    private func expectNothingApplied(_ daemon: DaemonFixture) async throws {
        #expect(try await daemon.number("SELECT (SELECT count(*) FROM status) + (SELECT count(*) FROM template)") == 0)
        #expect(try await daemon.number("SELECT count(*) FROM calendar") == 1)
        try await daemon.ping()
    }
}
