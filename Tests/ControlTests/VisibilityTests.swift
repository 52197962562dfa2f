import ControlAPI
import Domain
import Store
import TestKit
import Testing
import Varlink

@Suite("What a user may not see does not exist for him")
struct VisibilityTests {
    /// The whole answer to a call, a failure included, with the number asked for taken out.
    private static func answer<M: ControlMethod>(
        _ control: ControlHarness, _: M.Type, _ parameters: M.Parameters, asked: String
    ) async throws -> String {
        do {
            return "\(try await control.call(M.self, parameters))"
        } catch let error as VarlinkError {
            guard case .object(let members) = error.parameters else { return error.name }
            let parameters = members.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return "\(error.name) \(parameters)".replacing(asked, with: "#")
        }
    }

    @Test(
        "an invisible customer gets the same answer as an absent one, from every method that takes a number",
        arguments: ["2", "3", "4"])
    func byNumber(invisible: String) async throws {
        let office = try await Office.limited()
        try await ControlHarness.run(office: office, account: "unix-ana") { control in
            typealias Call = (String) async throws -> String
            func ask<M: ControlMethod>(_ method: M.Type, _ make: @escaping (String) -> M.Parameters) -> (
                name: String, call: Call
            ) {
                (M.name, { number in try await Self.answer(control, method, make(number), asked: number) })
            }
            let calls = [
                ask(CustomersMethods.Get.self) { .init(number: $0) },
                ask(CustomersMethods.Update.self) { .init(number: $0, fields: ["city": "X"]) },
                ask(CustomersMethods.Update.self) { .init(number: "1", fields: ["parent": $0]) },
                ask(CustomersMethods.Update.self) { .init(number: $0, expectedVersion: 77) },
                ask(CustomersMethods.SetStatus.self) { .init(number: $0, status: "inactive") },
                ask(CustomersMethods.SetStatus.self) { .init(number: $0, status: "active", expectedVersion: 9) },
                ask(CustomersMethods.Advance.self) { .init(number: $0) },
                ask(CustomersMethods.Undo.self) { .init(number: $0) },
                ask(CustomersMethods.SetDueDate.self) { .init(number: $0, dueOn: "2026-12-31") },
                ask(CustomersMethods.Pause.self) { .init(number: $0, until: "2026-12-31") },
                ask(CustomersMethods.AddNote.self) { .init(number: $0, text: "T") },
                ask(CustomersMethods.History.self) { .init(number: $0) },
                ask(CustomersMethods.Explain.self) { .init(number: $0) },
                ask(CustomersMethods.Check.self) { .init(number: $0, work: "order") },
                ask(CustomersMethods.Merge.self) { .init(number: $0, into: "1") },
                ask(CustomersMethods.Merge.self) { .init(number: "1", into: $0) },
                ask(CustomersMethods.Add.self) { .init(name: "New", parent: $0, refuseDuplicates: false) },
                ask(TasksMethods.Add.self) { .init(number: $0, subject: "T") },
                ask(TemplatesMethods.Preview.self) { .init(code: "welcome", number: $0) },
            ]
            for (name, call) in calls {
                let invisibleAnswer = try await call(invisible)
                let absentAnswer = try await call("9876")
                #expect(invisibleAnswer == absentAnswer, "\(name)")
                #expect(invisibleAnswer.contains("CustomerNotFound"), "\(name): \(invisibleAnswer)")
            }
            for list in [
                try await control.listAnswer(TasksMethods.List.self, .init(number: invisible)),
                try await control.listAnswer(MessagesMethods.List.self, .init(number: invisible)),
                try await control.listAnswer(FollowUpsMethods.List.self, .init(number: invisible)),
                try await control.listAnswer(FollowUpsMethods.Forecast.self, .init(number: invisible)),
            ] { #expect(list.contains("CustomerNotFound")) }
        }
    }

    @Test("tasks, messages and follow-ups of invisible customers are not there either")
    func byID() async throws {
        let office = try await Office.limited()
        let foreignTask = try #require(try await office.tasks("2").first).id
        let foreignMessage = try #require(try await office.messages("3").first).id
        let foreignFollowUp = try #require(try await office.followUps("2").first).id
        try await ControlHarness.run(office: office, account: "unix-ana") { control in
            func expectAbsent<M: ControlMethod>(_ method: M.Type, _ id: Int64, _ make: (Int64) -> M.Parameters)
                async throws
            {
                let invisible = try await Self.answer(control, method, make(id), asked: "\(id)")
                #expect(
                    invisible == (try await Self.answer(control, method, make(98_765), asked: "98765")), "\(M.name)")
                #expect(invisible.contains("NotFound"))
            }
            try await expectAbsent(TasksMethods.Complete.self, foreignTask) { .init(id: $0) }
            try await expectAbsent(TasksMethods.Start.self, foreignTask) { .init(id: $0) }
            try await expectAbsent(TasksMethods.Reopen.self, foreignTask) { .init(id: $0) }
            try await expectAbsent(TasksMethods.Cancel.self, foreignTask) { .init(id: $0) }
            try await expectAbsent(TasksMethods.Get.self, foreignTask) { .init(id: $0) }
            try await expectAbsent(TasksMethods.Assign.self, foreignTask) { .init(id: $0, assignee: "ana") }
            try await expectAbsent(TasksMethods.Snooze.self, foreignTask) { .init(id: $0, untilOn: "2026-12-31") }
            try await expectAbsent(TasksMethods.AddNote.self, foreignTask) { .init(id: $0, text: "T") }
            try await expectAbsent(MessagesMethods.Get.self, foreignMessage) { .init(id: $0) }
            try await expectAbsent(MessagesMethods.Retry.self, foreignMessage) { .init(id: $0) }
            try await expectAbsent(MessagesMethods.Cancel.self, foreignMessage) { .init(id: $0) }
            try await expectAbsent(FollowUpsMethods.Skip.self, foreignFollowUp) { .init(id: $0) }
            try await expectAbsent(FollowUpsMethods.FireNow.self, foreignFollowUp) { .init(id: $0) }
            try await expectAbsent(FollowUpsMethods.Reschedule.self, foreignFollowUp) {
                .init(id: $0, at: 1_800_000_000_000)
            }
            try await expectAbsent(FollowUpsMethods.Release.self, foreignFollowUp) { .init(id: $0) }
            try await expectAbsent(FollowUpsMethods.Retry.self, foreignFollowUp) { .init(id: $0) }
            #expect(try await control.list(TasksMethods.List.self, .init()).compactMap { $0.task?.number } == ["1"])
            #expect(
                Set(try await control.list(MessagesMethods.List.self, .init()).compactMap { $0.message?.number }) == [
                    "1"
                ])
            #expect(
                Set(try await control.list(FollowUpsMethods.List.self, .init()).compactMap { $0.followUp?.number }) == [
                    "1"
                ])
        }
    }

    @Test("lists, counts, searches, exports, bulk changes, imports and duplicates know only what is seen")
    func many() async throws {
        try await ControlHarness.run(office: try await Office.limited(), account: "unix-ana") { control in
            #expect(
                try await control.list(CustomersMethods.List.self, .init()).compactMap { $0.customer?.number } == ["1"])
            for search in [
                "number in (1, 2, 3)", "not active", "city = Berlin", "name ~ quandt", "owner = me",
                "custom.f2 is set or number = 1",
            ] {
                let found = try await control.list(CustomersMethods.List.self, .init(search: search)).compactMap {
                    $0.customer?.number
                }
                #expect(found == ["1"], "\(search)")
                let departments = try await control.list(
                    CustomersMethods.List.self, .init(search: search, departments: true))
                #expect(departments.compactMap { $0.customer?.number } == ["1"], "\(search)")
            }
            for search in [
                nil, "not active", "branch is not set or city = Berlin", "email = \"q@example.org\"",
                "not (number = 99)",
            ] {
                let counts = try await control.call(CustomersMethods.Count.self, .init(search: search)).statuses
                #expect(counts.map { "\($0.status) \($0.customers)" } == ["prospect 1"], "\(search ?? "")")
            }
            let statuses = try await control.list(StatusesMethods.List.self, .init()).compactMap(\.status)
            #expect(statuses.map { "\($0.code) \($0.customers)" } == ["prospect 1", "inactive 0"])
            let csv = try await control.list(CustomersMethods.Export.self, .init()).compactMap(\.csv).joined()
            #expect(csv.split(separator: "\n").count == 2 && !csv.contains("custom.f2") && !csv.contains("custom.f3"))
            let bulk = try await control.list(
                CustomersMethods.SetStatusWhere.self, .init(search: "", status: "inactive", mode: "preview"))
            #expect(bulk.compactMap { $0.outcome?.number } == ["1"])
            let added = try await control.call(
                CustomersMethods.Add.self,
                .init(name: "Quandt", branch: "north", email: "q@example.org", city: "Berlin"))
            #expect(added.duplicates.map(\.number) == ["1"])
            let taken = try await control.refusal(CustomersMethods.Add.self, .init(number: "2", name: "X"))
            #expect(taken.name == ControlError.numberUnavailable.rawValue)
            let imported = try await control.call(
                CustomersMethods.Import.self,
                .init(header: ["number", "name"], csv: "3,Renamed\n1,Renamed\n", firstLine: 2, update: true))
            #expect(imported.updated == 1 && imported.refused.map(\.line) == [2])
            #expect(
                imported.refused.first?.reason == "The customer number 3 is not available; choose another, or none.")
        }
    }

    @Test("a group limits what is set, on every way there is")
    func sets() async throws {
        try await ControlHarness.run(office: try await Office.limited(), account: "unix-ana") { control in
            let single = try await control.refusal(
                CustomersMethods.SetStatus.self, .init(number: "1", status: "active"))
            #expect("\(single)".contains("you may not set status active"))
            let bulk = try await control.list(
                CustomersMethods.SetStatusWhere.self, .init(search: "", status: "active", mode: "each"))
            #expect(bulk.compactMap { $0.outcome?.refused } == [["you may not set status active"]])
            let added = try await control.refusal(CustomersMethods.Add.self, .init(name: "X", status: "active"))
            #expect(added.name == ControlError.permissionDenied.rawValue)
            let imported = try await control.call(
                CustomersMethods.Import.self, .init(header: ["name", "status"], csv: "X,active\n", firstLine: 2))
            #expect(imported.added == 0 && imported.refused.count == 1)
            _ = try await control.call(CustomersMethods.SetStatus.self, .init(number: "1", status: "inactive"))
            // Where he sees it no more it is gone.
            #expect(
                try await control.refusal(CustomersMethods.Get.self, .init(number: "1")).name
                    == ControlError.customerNotFound.rawValue)
        }
    }
}
