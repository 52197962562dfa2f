import Domain
import Engine
import Store
import TestKit
import Testing

@Suite("What triggers make")
struct RuleTests {
    private static let day: Int64 = 86_400

    private func days(_ count: Int64) -> Timestamp { Office.monday.adding(seconds: count * Self.day) }

    @Test("a condition is asked when it fires: false means suppressed, and says so")
    func condition() async throws {
        let office = try await Office.ruled([
            try rule("t", [.when: "1 day after entered at 09:00", .task: "T", .condition: "city = Bonn"])
        ])
        try await office.add("1", [.city: "Bonn"])
        try await office.add("2")
        try await Bench(office).scan(at: days(1))
        #expect(try await office.states("1") == ["fired"])
        #expect(try await office.states("2") == ["suppressed conditionFalse"])
    }

    @Test("a repeating trigger fires on until the status is left, and never again after its number of times")
    func repeats() async throws {
        let office = try await Office.ruled([
            try rule("forever", [.when: "entered", .every: "1 day", .task: "T", .autoCancel: "false"]),
            try rule("thrice", [.when: "entered", .every: "1 day", .times: "3", .task: "T", .autoCancel: "false"]),
        ])
        try await office.add("1")
        let bench = try Bench(office)
        for day in 0..<10 as Range<Int64> { try await bench.scan(at: days(day)) }
        #expect(try await office.tasks().filter { $0.trigger == "forever" }.count == 10)
        #expect(try await office.tasks().filter { $0.trigger == "thrice" }.count == 3)
        try await office.move("1", to: "elsewhere", now: days(10).adding(seconds: -60))
        for day in 10..<15 as Range<Int64> { try await bench.scan(at: days(day)) }
        #expect(try await office.tasks().count == 13)
        #expect(try await office.followUps().filter { $0.state == .planned }.isEmpty)
    }

    @Test("failure 3: after downtime missed repeats fire once, as the newest, late, and it says how many it stands for")
    func missed() async throws {
        let office = try await Office.ruled([try rule("t", [.when: "entered", .every: "1 day", .task: "T"])])
        try await office.add("1")
        let bench = try Bench(office)
        try await bench.scan(at: Office.monday)
        try await bench.scan(at: days(20).adding(seconds: 3_600))
        let tasks = try await office.tasks()
        #expect(tasks.count == 2 && tasks.map(\.isLate).sorted { !$0 && $1 } == [false, true])
        let fired = try await office.followUps().filter { $0.state == .fired }
        #expect(fired.map(\.occurrence) == [0, 20] && fired.map(\.covers) == [1, 20])
        #expect(try await office.followUps().filter { $0.reason == .coalesced }.count == 1)
        #expect(try await office.followUps().filter { $0.state == .planned }.map(\.fireAt) == [days(21)])
    }

    @Test("an occurrence that a person skips, or that cannot be made, is followed by the next")
    func skippedByPerson() async throws {
        let office = try await Office.ruled([try rule("t", [.when: "entered", .every: "1 day", .task: "T"])])
        try await office.add("1")
        let first = try #require(try await office.followUps().first)
        try await office.store.skipFollowUp(id: first.id, by: "ana", now: Office.monday)
        #expect(try await office.states() == ["skipped byPerson", "planned"])
        #expect(try await office.followUps().last?.fireAt == days(1))
    }

    @Test("an edit of a repeating trigger keeps what fired and plans what is to come anew")
    func edited() async throws {
        let office = try await Office.ruled([try rule("t", [.when: "entered", .every: "1 day", .task: "T"])])
        try await office.add("1")
        let bench = try Bench(office)
        try await bench.scan(at: days(2))
        try await office.store.updateTrigger(code: "t", backfill: .future, by: "root", now: days(2)) { old in
            var new = old
            new.repeats = TriggerRepeat(every: "3 days")
            return new
        }
        try await bench.scan(at: days(2))
        #expect(try await office.followUps().filter { $0.state == .planned }.map(\.fireAt) == [days(9)])
        #expect(try await office.tasks().count == 1)
    }

    @Test("failure 6: a birthday comes back with the status, and never twice in a year, whatever is corrected")
    func birthday() async throws {
        let office = try await Office.ruled([try rule("b", [.when: "birthday at 10:00", .task: "Wish"])])
        try await office.add("1", [.birthday: "1980-03-10"])
        let bench = try Bench(office)
        try await office.move("1", to: "elsewhere", now: days(1))
        #expect(try await office.states() == ["cancelled statusLeft"])
        try await office.move("1", to: "watched", now: days(2))
        #expect(try await office.states() == ["planned"])
        try await bench.scan(at: "2026-03-10T10:00:00+01:00")
        #expect(try await office.tasks().count == 1)
        // The next year's is planned; a corrected birthday moves it and repeats nothing.
        _ = try await office.store.updateCustomer(
            number: "1", CustomerEdit(fields: [.birthday: "1980-03-20"]), expectedVersion: nil, by: "ana", now: days(9))
        try await office.move("1", to: "elsewhere", now: days(10))
        try await office.move("1", to: "watched", now: days(11))
        try await bench.scan(at: "2026-12-31T10:00:00+01:00")
        #expect(try await office.tasks().count == 1)
        #expect(
            try await office.followUps().filter { $0.state == .planned }.map(\.fireAt) == ["2027-03-20T10:00:00+01:00"])
        try await bench.scan(at: "2027-03-20T10:00:00+01:00")
        #expect(try await office.tasks().count == 2)
    }

    @Test("a move changes the status as the automation, at the real instant, and ends what was planned there")
    func move() async throws {
        let office = try await Office.ruled(
            [
                try rule("go", [.when: "3 days after entered at 09:00", .moveTo: "elsewhere"]),
                try rule("later", [.when: "4 days after entered at 09:00", .task: "T"]),
            ], elsewhere: [try rule("hi", [.when: "entered", .task: "Welcome"])])
        try await office.add("1")
        let summary = try await Bench(office).scan(at: days(3).adding(seconds: 7_200))
        #expect(summary.firing.moves == 1 && summary.firing.tasks == 1)
        let customer = try await office.store.customer(number: "1")
        #expect(customer.status == "elsewhere" && customer.enteredAt == days(3).adding(seconds: 7_200))
        #expect(try await office.followUps().filter { $0.trigger == "later" }.map(\.reason) == [.statusLeft])
        #expect(try await office.store.history(number: "1").last?.period.enteredBy == "automation")
    }

    @Test("a move that the target's rule forbids fails with every reason, is retried by hand, and stops nobody")
    func refusedMove() async throws {
        let office = try await Office.ruled([try rule("go", [.when: "entered", .moveTo: "elsewhere"])])
        var edit = StatusEdit()
        edit.entryRule = .some(try SearchExpression(parsing: "city = Bonn"))
        try await office.store.updateStatus(
            code: "elsewhere", edit, appliesToOpen: false, by: "root", now: Office.monday)
        try await office.add("1")
        try await office.add("2", [.city: "Bonn"])
        try await Bench(office).scan(at: Office.monday)
        #expect(try await office.states("1") == ["failed changeRefused"])
        #expect(try await office.followUps("1").first?.error?.contains("Bonn") == true)
        #expect(try await office.store.customer(number: "2").status == "elsewhere")
        #expect(try await office.store.customer(number: "1").status == "watched")
    }

    @Test("triggers that move to and fro are stopped after ten changes in a day, and say so")
    func loop() async throws {
        let office = try await Office.ruled(
            [try rule("to", [.when: "entered", .moveTo: "elsewhere"])],
            elsewhere: [try rule("fro", [.when: "entered", .moveTo: "watched"])])
        try await office.add("1")
        let summary = try await Bench(office).scan(at: Office.monday)
        #expect(summary.firing.moves == 10 && summary.firing.failed == 1)
        let failed = try await office.followUps().filter { $0.state == .failed }
        #expect(failed.map(\.reason) == [.loopSuspected])
        #expect(try await office.store.history(number: "1").count == 11)
    }

    @Test("a task's own triggers watch it: due, snoozed, done, reopened; none follows its own work")
    func ownTriggers() async throws {
        let office = try await Office.ruled(
            [try rule("call", [.when: "entered", .task: "Call", .type: "call"])],
            tasks: [
                try rule(
                    "late",
                    [.when: "1 day after task due at 09:00", .task: "Late: {{task.subject}}", .assignee: "team:sales"]),
                try rule("tell", [.when: "task completed", .template: "hello", .recipient: "assignee"]),
            ])
        try await office.add("1")
        let bench = try Bench(office)
        try await bench.scan(at: Office.monday)
        let call = try #require(try await office.tasks().first)
        try await office.store.snoozeTask(id: call.id, until: "2026-03-05", by: "ana", now: Office.monday)
        try await bench.scan(at: days(2))
        #expect(try await office.tasks().count == 1)
        try await bench.scan(at: days(4))
        let late = try #require(try await office.tasks().first { $0.trigger == "late" })
        #expect(late.subject == "Late: Call" && late.team == "sales" && late.assignee == nil)
        // The task about the task is not followed by the trigger that made it.
        try await bench.scan(at: days(30))
        #expect(try await office.tasks().count == 2)
        _ = try await office.store.completeTask(
            id: call.id, TaskCompletion(result: .reached), by: "ana", now: days(30))
        #expect(try await office.store.task(id: late.id, for: "root").task.state == .cancelled)
        try await bench.scan(at: days(30))
        #expect(try await office.messages().filter { $0.trigger == "tell" }.map(\.recipient) == ["ana"])
        try await office.store.reopenTask(id: call.id, by: "ana", now: days(30))
        try await office.store.snoozeTask(id: call.id, until: "2026-04-10", by: "ana", now: days(30))
        try await bench.scan(at: "2026-04-11T09:00:00+02:00")
        #expect(try await office.tasks().filter { $0.trigger == "late" }.count == 2)
    }

    @Test("whose a task is: the first that there is and is active; it is told at once, if it wants that")
    func assignees() async throws {
        let office = try await Office.ruled([
            try rule("t", [.when: "entered", .task: "T", .assignee: "user:ben, owner, team:sales"])
        ])
        try await office.add("1")
        let bench = try Bench(office)
        try await bench.scan(at: Office.monday)
        #expect(try await office.tasks("1").map(\.assignee) == ["ben"])
        #expect(try await office.messages().isEmpty)
        var away = UserEdit()
        away.isActive = false
        try await office.store.updateUser(code: "ben", away, by: "root", now: Office.monday)
        try await office.add("2")
        try await bench.scan(at: Office.monday)
        #expect(try await office.tasks("2").map(\.assignee) == ["ana"])
        let notice = try #require(try await office.messages("2").first)
        #expect(notice.recipient == "ana" && notice.subject == "Task: T" && notice.trigger == nil)
        try await office.add("3")
        try await office.store.updateUser(code: "ana", away, by: "root", now: Office.monday)
        try await bench.scan(at: Office.monday)
        #expect(try await office.tasks("3").map(\.team) == ["sales"])
    }

    @Test("nobody is told of a task whose customer he may not see")
    func invisible() async throws {
        let office = try await Office.ruled([])
        var workflow = try await office.store.workflow()
        workflow.groups = [
            SecurityGroupSpecification(
                code: "g", name: "G", branch: nil, sees: .only(["elsewhere"]), sets: .all, members: ["ana"])
        ]
        _ = try await office.store.applyWorkflow(workflow)
        try await office.add("1")
        try await office.add("2")
        try await office.move("2", to: "elsewhere", now: Office.monday)
        for number in ["1", "2"] {
            _ = try await office.store.addTask(
                TaskDraft(subject: "Call", assignees: AssigneeRule([.user("ana")])), customerNumber: number,
                by: "root", now: Office.monday)
        }
        #expect(try await office.messages().map(\.customerNumber) == ["2"])
    }

    @Test("completing a task may move the customer: both, or neither")
    func completion() async throws {
        let office = try await Office.ruled([try rule("t", [.when: "entered", .task: "T", .autoCancel: "false"])])
        try await office.add("1")
        try await Bench(office).scan(at: Office.monday)
        let task = try #require(try await office.tasks().first)
        await #expect(throws: StoreError.self) {
            _ = try await office.store.completeTask(
                id: task.id, TaskCompletion(change: StatusChange(status: "watched")), by: "ana", now: days(1))
        }
        #expect(try await office.tasks().first?.state == .open)
        let change = try await office.store.completeTask(
            id: task.id, TaskCompletion(outcome: "booked", note: "At last.", change: StatusChange(status: "elsewhere")),
            by: "ana", now: days(1))
        #expect(change?.to == "elsewhere")
        let (done, notes) = try await office.store.task(id: task.id, for: "root")
        #expect(done.state == .done && done.outcome == "booked" && notes.map(\.text) == ["At last."])
    }

    @Test("a preview says of a new or edited trigger how many would fire now, later, never")
    func preview() async throws {
        let office = try await Office.ruled([try rule("t", [.when: "1 day after entered at 09:00", .task: "T"])])
        for number in 1...7 { try await office.add("\(number)", number < 3 ? [.birthday: "1980-07-01"] : [:]) }
        try await Bench(office).scan(at: days(1))
        func preview(_ fields: [TriggerForm.Field: String], _ backfill: Backfill, replacing: String? = nil) async throws
            -> [Int]
        {
            let found = try await office.store.previewTrigger(
                try rule("x", fields), status: "watched", replacing: replacing, backfill: backfill, now: days(2))
            return [found.firesNow, found.firesLater, found.never]
        }
        #expect(try await preview([.when: "entered", .task: "T"], .all) == [7, 0, 0])
        #expect(try await preview([.when: "entered", .task: "T"], .future) == [0, 0, 7])
        #expect(try await preview([.when: "overdue", .task: "T"], .future) == [0, 7, 0])
        #expect(try await preview([.when: "birthday", .task: "T"], .future) == [0, 2, 5])
        #expect(try await preview([.when: "3 days after entered", .task: "T"], .all, replacing: "t") == [0, 0, 7])
        #expect(try await office.followUps().count == 7)
    }
}
