import ControlAPI
import Domain
import Store
import TestKit
import Testing

@testable import Control

@Suite("Exporting customers")
struct ExportTests {
    private static func export(_ control: ControlHarness) async throws -> String {
        try await control.list(CustomersMethods.Export.self, .init()).compactMap(\.csv).joined()
    }

    private static func importing(_ csv: String, into control: ControlHarness, update: Bool = false) async throws
        -> CustomersMethods.Import.Reply
    {
        var reader = CSVReader(csv, firstLine: 1)
        let header = try #require(try reader.next()).fields
        let first = try #require(csv.split(separator: "\n").first)
        return try await control.call(
            CustomersMethods.Import.self,
            .init(
                header: header, csv: String(csv.dropFirst(first.count + 1)), firstLine: 2,
                backfill: "none", strict: true, update: update))
    }

    private static func filled() async throws -> Office {
        var workflow = Office.workflow
        workflow.branches = [BranchSpecification(code: "north", name: "North", parent: nil, calendar: nil)]
        workflow.statuses?[1].reasons = [WorkflowReason(ReasonSpecification(code: "signed", name: "Signed"))]
        let office = try await Office(workflow)
        let store = office.store
        // The department is added before its parent becomes that, and names have all that CSV minds.
        for number in ["2", "1"] { try await office.addCustomer(number, now: Office.monday.adding(milliseconds: 7)) }
        let edit = CustomerEdit(
            fields: [
                .name: "A \"quoted\", comma\u{0301} — “x”\u{301}", .parent: "1", .branch: "north", .phone: "+49",
                .mobile: "0170", .birthday: "1980-02-29",
                .anniversary: "2019-12-31", .doNotMarket: "true", .optOuts: "sms,email", .yearToDateSales: "-12.5",
                .lifetimeSales: "100000000000",
                .lastPaymentOn: "2026-01-01",
            ], customFields: ["Lead quality": "A", "status": "own", "a,b": "\"\u{301}"], addedTags: ["vip", "x y"])
        _ = try await store.updateCustomer(number: "2", edit, expectedVersion: nil, by: "ana", now: Office.monday)
        _ = try await store.changeStatus(
            number: "2", StatusChange(status: "active", reason: "signed", note: "two\r\nlines, \"really\""), by: "ben",
            now: Office.monday.adding(milliseconds: 3_600_123))
        _ = try await store.setDueDate(
            number: "1", on: "2026-04-01", expectedVersion: nil, by: "ana", now: Office.monday)
        try await store.pauseCustomer(
            number: "1", until: "2026-05-01", expectedVersion: nil, by: "ana", now: Office.monday)
        try await store.addNote(
            number: "1", text: "a note,\n\"quoted\"", by: "ben", now: Office.monday.adding(milliseconds: 4_000_001))
        try await office.addCustomer("9")
        _ = try await store.mergeCustomer(
            number: "9", into: "1", expectedVersion: nil, by: "ana", now: Office.monday.adding(milliseconds: 4_000_002))
        for number in 10..<250 { try await office.addCustomer("\(number)") }
        return office
    }

    @Test("imported into an empty database and exported again, the file is the same byte for byte")
    func roundTrip() async throws {
        let office = try await Self.filled()
        try await ControlHarness.run(office: office) { control in
            let csv = try await Self.export(control)
            #expect(csv.split(separator: "\n").count > 240)
            let document = try await control.call(WorkflowMethods.Export.self, Nothing()).document
            let empty = try await Office(Workflow())
            try await ControlHarness.run(office: empty) { other in
                _ = try await other.call(WorkflowMethods.Apply.self, .init(document: document))
                other.clock.set(to: Office.monday.adding(milliseconds: 86_400_000))
                let reply = try await Self.importing(csv, into: other)
                #expect(reply.refused.isEmpty && reply.added == 242, "\(reply.refused.prefix(3))")
                let again = try await Self.export(other)
                #expect(Array(again.utf8) == Array(csv.utf8))
                #expect(try await empty.store.customer(number: "9").number == "1")
                #expect(try await empty.store.notes(number: "1", for: "root").map(\.by) == ["ben"])
            }
        }
        let history = try await office.store.history(number: "2").map(\.period)
        #expect(history.last?.enteredAt == Office.monday.adding(milliseconds: 3_600_123))
    }

    @Test("imported where it came from it changes nothing; edited, it changes what was edited, the status guarded")
    func update() async throws {
        try await ControlHarness.run(office: try await Self.filled()) { control in
            control.clock.set(to: Office.monday.adding(milliseconds: 86_400_000))
            let csv = try await Self.export(control)
            let same = try await Self.importing(csv, into: control, update: true)
            #expect(same.updated == 0 && same.unchanged == 242 && same.refused.isEmpty, "\(same.refused.prefix(3))")
            let reply = try await control.call(
                CustomersMethods.Import.self,
                .init(
                    header: ["number", "city", "email", "status"], csv: "10,Hamburg,,active\n11,,,nowhere\n12,,bad,\n",
                    firstLine: 2,
                    update: true))
            #expect(reply.updated == 1 && reply.refused.map(\.line) == [3, 4])
            let customer = try await control.office.store.customer(number: "10")
            #expect(customer.details.city == "Hamburg" && customer.details.email == nil && customer.status == "active")
            // A refused row leaves nothing of itself, not even its fields.
            #expect(try await control.office.store.customer(number: "11").details.email == "customer@example.org")
        }
    }

    @Test(
        "a history that cannot have been is refused with its row",
        arguments: [
            "[]x", "[{}]",
            #"[{"uuid":"z","status":"prospect","enteredAt":0,"enteredBy":"x","recordedAt":0,"dueOverridden":false,"round":0,"note":""}]"#,
            #"[{"uuid":"00000000000000000000000000000001","status":"gone","enteredAt":0,"enteredBy":"x","recordedAt":0,"dueOverridden":false,"round":0,"note":""}]"#,
            #"[{"uuid":"00000000000000000000000000000001","status":"prospect","enteredAt":9999999999999,"enteredBy":"x","recordedAt":9999999999999,"dueOverridden":false,"round":0,"note":""}]"#,
            #"[{"uuid":"00000000000000000000000000000001","status":"prospect","enteredAt":5,"enteredBy":"x","recordedAt":4,"dueOverridden":false,"round":0,"note":""}]"#,
            #"[{"uuid":"00000000000000000000000000000001","status":"prospect","enteredAt":5,"enteredBy":"x","recordedAt":5,"dueOverridden":false,"round":0,"note":"","leftAt":6}]"#,
        ])
    func badHistory(history: String) async throws {
        try await ControlHarness.run(office: try await Office()) { control in
            let quoted = "\"\(history.replacing("\"", with: "\"\""))\""
            let reply = try await control.call(
                CustomersMethods.Import.self,
                .init(header: ["number", "name", "history"], csv: "1,One,\(quoted)\n2,Two,\n", firstLine: 2))
            #expect(reply.added == 1 && reply.refused.map(\.line) == [2], "\(reply.refused)")
        }
    }
}
