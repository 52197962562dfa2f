import ControlAPI
import Domain
import FoundationEssentials
import Store
import TestKit
import Testing

@testable import Control

@Suite("The workflow as one file")
struct WorkflowRoundTripTests {
    private static func preset(_ name: String) throws -> String {
        let path = PackageFiles.path("Deploy/presets/\(name).yaml")
        return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    @Test("exported and applied again changes nothing, for every preset", arguments: WorkflowDocumentTests.presets)
    func presets(name: String) async throws {
        try await ControlHarness.run(office: try await Office(Workflow())) { control in
            _ = try await control.call(WorkflowMethods.Apply.self, .init(document: try Self.preset(name)))
            try await Self.expectRoundTrip(control)
            // Into another empty database the same rules go in, and come out the same.
            let document = try await control.call(WorkflowMethods.Export.self, Nothing()).document
            try await ControlHarness.run(office: try await Office(Workflow())) { other in
                _ = try await other.call(WorkflowMethods.Apply.self, .init(document: document))
                #expect(try await other.call(WorkflowMethods.Export.self, Nothing()).document == document)
            }
        }
    }

    @Test("exported and applied again changes nothing where every member is set, in words that YAML could mistake")
    func everything() async throws {
        let document = """
            followupd: 1
            calendars:
              - { code: c, name: "yes", zone: America/Chicago, hours: { mon: ["08:00-12:00", "13:00-17:00"] }, holidays: [{ on: 2026-12-25, name: "25" }] }
            branches: [{ code: b, name: "null", calendar: c }, { code: a, name: "~", parent: b }]
            templates: [{ code: t, name: "1.0", subject: "# no comment: really", text: "  leading\\n\\ttab\\nend " }]
            statuses:
              - code: "01"
                name: "on"
                description: "Two\\nlines\\n"
                duration: 3 business days
                active: true
                allows: [order, own-word]
                loyalty: true
                initial: true
                successors: ["02"]
                entryRule: 'email is set and not (city = "O''Hara" or due < today - 3 business days)'
                reasonRequired: true
                messageOnEntry: recommended
                taskOnEntry: required
                reasons: [{ code: r, name: "- dash" }, { code: q, retired: true }]
                triggers:
                  - { code: one, when: 2 business days before due at 10:00, task: "{{customer.name}}: call", description: ": colon", priority: 1, autoCancel: false, skipAfter: 2 weeks }
                  - { code: two, when: entered, email: t, recipient: owner, keepWhenLeft: true, enabled: false }
                  - { code: three, when: overdue, task: "'quoted'", retired: true }
              - { code: "02", name: "off", retired: true }
            teams: [{ code: team, name: "Team", members: [ana, ben] }]
            groups: [{ code: g, name: "G", description: "x", branch: b, sees: ["01"], members: [ben] }]
            """
        try await ControlHarness.run(office: try await Office(Workflow())) { control in
            let reply = try await control.call(WorkflowMethods.Apply.self, .init(document: document))
            #expect(reply.changes.count == 13)
            #expect(try await control.call(WorkflowMethods.Plan.self, .init(document: document)).changes.isEmpty)
            try await Self.expectRoundTrip(control)
        }
    }

    private static func expectRoundTrip(_ control: ControlHarness) async throws {
        let before = try await control.office.store.workflow()
        let document = try await control.call(WorkflowMethods.Export.self, Nothing()).document
        #expect(try WorkflowDocument.read(document) == before)
        #expect(try await control.call(WorkflowMethods.Plan.self, .init(document: document)).changes.isEmpty)
        #expect(try await control.call(WorkflowMethods.Apply.self, .init(document: document)).changes.isEmpty)
        #expect(try await control.office.store.workflow() == before)
    }

    @Test("a plan says what is added, changed and removed, whom it touches and what it would plan, and changes nothing")
    func plan() async throws {
        let office = try await Office()
        for number in 1...3 { try await office.addCustomer("\(number)") }
        try await ControlHarness.run(office: office) { control in
            let document = """
                followupd: 1
                statuses:
                  - { code: prospect, name: Lead, duration: 3 business days, initial: true, triggers: [
                      { code: reminder, name: Reminder, when: 2 business days before due at 10:00, task: "Call {{customer.name}} before {{status.dueOn}}" },
                      { code: overdue, name: Overdue, when: overdue, task: "{{customer.number}} is overdue" },
                      { code: extra, when: 1 day after entered, task: Extra } ] }
                  - { code: inactive, name: Inactive }
                """
            let before = try await office.store.workflow()
            let plan = try await control.call(WorkflowMethods.Plan.self, .init(document: document))
            #expect(try await office.store.workflow() == before)
            func change(_ code: String) -> WorkflowMethods.Change? { plan.changes.first { $0.code == code } }
            #expect(change("prospect")?.before == ["name": "Prospect"] && change("prospect")?.after == ["name": "Lead"])
            #expect(change("prospect")?.customers == 3)
            let extra = try #require(change("extra"))
            #expect(extra.customers == 3 && extra.planned == 3 && extra.cancelled == 0)
            let reminder = try #require(change("reminder"))
            #expect(reminder.planned == 3 && reminder.cancelled == 3)
            #expect(change("welcome")?.action == "removed" && change("welcome")?.cancelled == 3)
            #expect(change("active")?.action == "removed")
            // Whoever changes the rules in between is not run over.
            _ = try await control.call(StatusesMethods.Update.self, .init(code: "active", name: "Busy"))
            let error = try await control.refusal(
                WorkflowMethods.Apply.self, .init(document: document, revision: plan.revision))
            #expect(error.name == ControlError.workflowChanged.rawValue)
            _ = try await control.call(WorkflowMethods.Apply.self, .init(document: document))
            while try await office.store.replanBatch(limit: 10, now: Office.monday) != nil {}
            let planned = try await office.followUps("1").filter { $0.state == .planned }.map(\.trigger)
            #expect(Set(planned) == ["reminder", "overdue", "extra"])
            #expect(
                try await office.store.statuses().map { "\($0.status.code) \($0.status.isRetired)" } == [
                    "prospect false", "inactive false", "active true",
                ])
        }
    }

    @Test("another calendar for customers who are there plans them anew, but what has come due stays due")
    func calendar() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        try await office.addCustomer("2", status: "active", now: "2026-02-20T09:00:00+01:00")
        try await ControlHarness.run(office: office) { control in
            var document = try await control.call(WorkflowMethods.Export.self, Nothing()).document
            document.replace("Europe/Berlin", with: "America/New_York")
            let plan = try await control.call(WorkflowMethods.Plan.self, .init(document: document))
            #expect(plan.changes.map { "\($0.kind) \($0.customers)" } == ["calendar 2"])
            _ = try await control.call(WorkflowMethods.Apply.self, .init(document: document))
            while try await office.store.replanBatch(limit: 10, now: Office.monday) != nil {}
            #expect(try await office.store.customer(number: "1").due?.overdueAt == "2026-03-06T00:00:00-05:00")
            #expect(
                try await office.followUps("1").first { $0.trigger == "overdue" }?.fireAt == "2026-03-06T00:00:00-05:00"
            )
            #expect(try await office.store.customer(number: "2").due?.overdueAt == "2026-02-20T13:00:00+01:00")
        }
    }
}
