import ControlAPI
import Domain
import Store
import TestKit
import Testing
import Varlink

@testable import Control

@Suite("The control channel")
struct ControlChannelTests {
    @Test("adds, lists, changes and explains a customer, and every reply is as described")
    func wholeFlow() async throws {
        try await ControlHarness.run(office: try await Office()) { control in
            let added = try await control.call(
                CustomersMethods.Add.self, .init(name: "Müller & Söhne", owner: "ana", email: "m@example.org"))
            #expect(added.number == "1001")
            _ = try await control.engine.scanner.runOnce(now: control.clock.now())
            let explained = try await control.call(CustomersMethods.Explain.self, .init(number: "1001"))
            #expect(explained.followUps.map(\.state) == ["fired", "planned", "planned"])
            #expect(explained.followUps.allSatisfy { !$0.explanation.isEmpty })
            let change = try await control.call(
                CustomersMethods.SetStatus.self, .init(number: "1001", status: "active", note: "signed")
            ).change
            #expect(change.from == "prospect" && change.to == "active" && change.cancelledFollowUps == 2)
            let listed = try await control.list(CustomersMethods.List.self, .init(status: "active"))
            #expect(listed.compactMap(\.customer).map(\.number) == ["1001"])
            let history = try await control.call(CustomersMethods.History.self, .init(number: "1001"))
            #expect(history.periods.map(\.status) == ["prospect", "active"])
            let messages = try await control.list(MessagesMethods.List.self, .init())
            #expect(messages.first?.message?.subject == "Welcome, Müller & Söhne")
            _ = try await control.call(ServiceMethods.GetHealth.self, Nothing())
        }
    }

    @Test("pages by cursor: any stop and start gives the same list, and another listing's cursor is refused")
    func cursors() async throws {
        let office = try await Office()
        for number in 1...25 { try await office.addCustomer("\(number)") }
        try await ControlHarness.run(office: office) { control in
            let all = try await control.list(CustomersMethods.List.self, .init(sort: "due"))
            #expect(all.count == 25)
            for split in [1, 7, 24] {
                let first = try await control.list(CustomersMethods.List.self, .init(sort: "due", limit: split))
                let rest = try await control.list(
                    CustomersMethods.List.self, .init(sort: "due", cursor: first.last?.cursor))
                #expect(first + rest == all)
            }
            for cursor in [all[3].cursor ?? "", "", "customers:due::", String(repeating: "9", count: 5_000)] {
                let error = try await Self.streamRefusal(
                    control, CustomersMethods.List.Parameters(sort: "entered", cursor: cursor))
                #expect(error.name == ControlError.invalidCursor.rawValue)
            }
        }
    }

    private static func streamRefusal(
        _ control: ControlHarness, _ parameters: CustomersMethods.List.Parameters
    ) async throws -> VarlinkError {
        do {
            _ = try await control.list(CustomersMethods.List.self, parameters)
        } catch let error as VarlinkError {
            return error
        }
        throw TestFailure(description: "The listing was not refused.")
    }

    @Test("answers every mistake with a typed error whose message is one sentence")
    func typedErrors() async throws {
        try await ControlHarness.run(office: try await Office()) { control in
            var found: [VarlinkError] = []
            func refuse<M: ControlMethod>(_: M.Type, _ parameters: M.Parameters, _ expected: ControlError) async throws
            {
                let error = try await control.refusal(M.self, parameters)
                #expect(error.name == expected.rawValue, "\(error)")
                found.append(error)
            }
            try await control.office.addCustomer("7")
            try await refuse(CustomersMethods.Get.self, .init(number: "8"), .customerNotFound)
            try await refuse(CustomersMethods.Add.self, .init(number: "7", name: "Again"), .numberUnavailable)
            try await refuse(
                CustomersMethods.Add.self, .init(name: String(repeating: "x", count: 100_000)), .changeRejected)
            try await refuse(CustomersMethods.Add.self, .init(name: "a\u{0}b"), .invalidValue)
            try await refuse(CustomersMethods.Add.self, .init(name: "A", owner: "nobody"), .userNotFound)
            try await refuse(CustomersMethods.Add.self, .init(name: "A", branch: "nowhere"), .branchNotFound)
            try await refuse(CustomersMethods.Add.self, .init(name: "A", status: "nope"), .statusNotFound)
            try await refuse(CustomersMethods.Add.self, .init(name: "A", dueOn: "2026-02-30"), .invalidValue)
            try await refuse(CustomersMethods.Add.self, .init(name: "A", enteredAt: .max), .invalidValue)
            try await refuse(CustomersMethods.Add.self, .init(name: "A", backfill: "some"), .invalidValue)
            try await refuse(CustomersMethods.SetStatus.self, .init(number: "7", status: "prospect"), .changeRejected)
            try await refuse(
                CustomersMethods.SetStatus.self, .init(number: "7", status: "active", expectedVersion: 9),
                .versionConflict)
            try await refuse(StatusesMethods.Add.self, .init(code: "active", name: "Other"), .codeTaken)
            try await refuse(StatusesMethods.Add.self, .init(code: "x y", name: "Other"), .invalidValue)
            try await refuse(StatusesMethods.Add.self, .init(code: "x", name: "X", duration: "0 days"), .invalidValue)
            try await refuse(
                TriggersMethods.Add.self, .init(code: "t", status: "active", rule: .init(when: "never", task: "x")),
                .invalidValue)
            try await refuse(
                TriggersMethods.Add.self,
                .init(code: "t", status: "active", rule: .init(when: "due", task: "{{customer.age}}")),
                .invalidTemplate)
            try await refuse(
                TriggersMethods.Add.self,
                .init(code: "t", status: "active", rule: .init(when: "due", template: "none")),
                .templateNotFound)
            try await refuse(TriggersMethods.Enable.self, .init(code: "none"), .triggerNotFound)
            try await refuse(TemplatesMethods.Add.self, .init(code: "t", subject: "{{#a}}", text: ""), .invalidTemplate)
            try await refuse(FollowUpsMethods.Skip.self, .init(id: 99), .followUpNotFound)
            try await refuse(TasksMethods.Complete.self, .init(id: 99), .taskNotFound)
            try await refuse(MessagesMethods.Get.self, .init(id: 99), .messageNotFound)
            try await refuse(
                CustomersMethods.Import.self, .init(header: ["number"], csv: "", firstLine: 2), .invalidValue)
            let zone = "followupd: 1\ncalendars: [ { code: c, zone: Mars/Olympus } ]"
            try await refuse(WorkflowMethods.Apply.self, .init(document: zone), .invalidZone)
            for error in found {
                guard case .string(let message)? = error.parameters["message"] else {
                    Issue.record("\(error.name) has no message")
                    continue
                }
                #expect(message.hasSuffix(".") && !message.contains("\n"), "\(message)")
                #expect(message.count < 1_000)
            }
            let count = try await control.call(CustomersMethods.Count.self, .init())
            #expect(count.statuses.map(\.customers).reduce(0, +) == 1)
        }
    }

    @Test("imports the good rows, and names line and reason of every bad one")
    func importRows() async throws {
        try await ControlHarness.run(office: try await Office()) { control in
            let csv =
                "1,One,prospect,2026-02-27\n2,,prospect,\n3,Three,nope,\n4,Four,prospect,2026-02-30\n1,Twice,,\n6,\"Six\n"
            let header = ["number", "name", "status", "enteredAt"]
            let reply = try await control.call(
                CustomersMethods.Import.self, .init(header: header, csv: csv, firstLine: 2))
            #expect(reply.added == 1)
            #expect(reply.refused.map(\.line) == [3, 4, 5, 6, 7])
            let again = try await control.call(
                CustomersMethods.Import.self,
                .init(header: header, csv: "8,Eight,,\n1,Taken,,\n", firstLine: 2, mode: "atomic", last: true))
            #expect(again.added == 0 && again.refused.map(\.line) == [3])
            #expect(try await control.list(CustomersMethods.List.self, .init()).count == 1)
        }
    }

}
