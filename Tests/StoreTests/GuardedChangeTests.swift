import Domain
import Store
import TestKit
import Testing

@Suite("Guarded status changes")
struct GuardedChangeTests {
    /// prospect → active only; active asks for mail address, reason, task and message; signed and trial are its reasons.
    private static func office() async throws -> Office {
        var workflow = Office.workflow
        workflow.statuses?[0].status.successors = ["active", "inactive"]
        workflow.statuses?[1].status.entryRule = try SearchExpression(parsing: "email is set and not has task")
        workflow.statuses?[1].status.isReasonRequired = true
        workflow.statuses?[1].status.taskOnEntry = .required
        workflow.statuses?[1].status.messageOnEntry = .recommended
        workflow.statuses?[1].status.successors = ["inactive"]
        workflow.statuses?[1].reasons = [
            WorkflowReason(ReasonSpecification(code: "signed", name: "Signed")),
            WorkflowReason(ReasonSpecification(code: "trial", name: "Trial"), isRetired: true),
        ]
        return try await Office(workflow)
    }

    private static func reasons(_ body: () async throws -> Void) async throws -> [String] {
        do {
            try await body()
            return []
        } catch let error as StoreError {
            guard case .changeRejected(let reasons) = error.code else { throw error }
            return reasons
        }
    }

    @Test("every refusal is told at once, and nothing is changed")
    func all() async throws {
        let office = try await Self.office()
        try await office.addCustomer("1", status: "inactive", email: nil)
        let before = try await office.store.contents()
        let reasons = try await Self.reasons {
            _ = try await office.store.changeStatus(
                number: "1",
                StatusChange(status: "active", reason: "trial", note: "\u{1}", entered: .on("2026-03-03")), by: "ana",
                now: Office.monday)
        }
        for part in ["note", "entry rule", "has no reason trial", "future", "needs a task"] {
            #expect(reasons.contains { $0.contains(part) }, "\(part) in \(reasons)")
        }
        #expect(reasons.count == 5)
        #expect(try await office.store.contents() == before)
    }

    @Test("a status that names its successors lets no other follow, and one that names none lets any")
    func successors() async throws {
        let office = try await Self.office()
        try await office.addCustomer("1")
        var change = StatusChange(status: "active", reason: "signed")
        change.task = TaskDraft(subject: "T")
        _ = try await office.store.changeStatus(number: "1", change, by: "ana", now: Office.monday)
        #expect(
            try await Self.reasons { try await office.move("1", to: "prospect", now: Office.monday) } == [
                "from status active only inactive may follow"
            ])
        try await office.move("1", to: "inactive", now: Office.monday)
        try await office.move("1", to: "prospect", now: Office.monday)
    }

    @Test("a change brings its reason, task and message with it, by name or code")
    func work() async throws {
        let office = try await Self.office()
        try await office.addCustomer("1")
        var change = StatusChange(status: "Active", reason: "SIGNED")
        change.task = TaskDraft(subject: "Send the contract")
        change.message = { fields in
            MessageDraft(
                channel: .email, recipient: .customer, subject: "Now \(fields[.statusName] ?? "")", text: "T",
                keepWhenLeft: false)
        }
        let summary = try await office.store.changeStatus(number: "1", change, by: "ben", now: Office.monday)
        #expect(summary.to == "active" && summary.recommended.isEmpty)
        #expect(try await office.store.customer(number: "1").reason == "signed")
        #expect(try await office.tasks("1").map(\.subject) == ["Send the contract"])
        #expect(try await office.tasks("1").first?.assignee == "ana")
        #expect(try await office.messages("1").map(\.subject) == ["Now Active"])
        #expect(try await office.store.customer(number: "1").activatedOn == "2026-03-02")
    }

    @Test("what is recommended and missing is said, not refused")
    func recommended() async throws {
        let office = try await Self.office()
        try await office.addCustomer("1")
        var change = StatusChange(status: "active", reason: "signed")
        change.task = TaskDraft(subject: "T")
        let summary = try await office.store.changeStatus(number: "1", change, by: "ana", now: Office.monday)
        #expect(summary.recommended == ["message"])
    }

    @Test("a change that happened earlier dates from then, and never before the stay it ends")
    func earlier() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        let friday: Timestamp = "2026-03-06T10:00:00+01:00"
        _ = try await office.store.changeStatus(
            number: "1", StatusChange(status: "inactive", entered: .on("2026-03-04")), by: "ana", now: friday)
        let history = try await office.store.history(number: "1").map(\.period)
        #expect(history.map(\.leftAt) == ["2026-03-04T00:00:00+01:00", nil])
        #expect(history[1].enteredAt == "2026-03-04T00:00:00+01:00" && history[1].recordedAt == friday)
        let reasons = try await Self.reasons {
            _ = try await office.store.changeStatus(
                number: "1", StatusChange(status: "active", entered: .on("2026-03-03")), by: "ana", now: friday)
        }
        #expect(reasons.count == 1 && reasons[0].contains("before the customer entered"))
        // The very day of entering is after it.
        _ = try await office.store.changeStatus(
            number: "1", StatusChange(status: "active", entered: .on("2026-03-04")), by: "ana", now: friday)
        #expect(try await office.store.customer(number: "1").activatedOn == "2026-03-04")
    }
}

@Suite("Taking back a status change")
struct UndoTests {
    private let tuesday: Timestamp = "2026-03-03T10:00:00+01:00"

    @Test("makes everything as it was: stay, plan, tasks, messages, activation")
    func undone() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        _ = try await office.store.fireDue(now: Office.monday, limit: 10) { followUp in
            followUp.trigger.code == "welcome"
                ? .message(
                    MessageDraft(channel: .email, recipient: .customer, subject: "S", text: "T", keepWhenLeft: false))
                : .task(TaskDraft(subject: "T"), autoCancel: true)
        }
        let before = try await office.followUps("1")
        try await office.move("1", to: "active", now: tuesday)
        #expect(try await office.messages("1").map(\.state) == [.cancelled])
        let undone = try await office.store.undoStatusChange(
            number: "1", expectedVersion: 2, by: "ana", now: tuesday.adding(milliseconds: 3_600_000))
        #expect(undone.from == "active" && undone.to == "prospect" && undone.version == 3)
        let history = try await office.store.history(number: "1").map(\.period)
        #expect(history.count == 1 && history[0].leftAt == nil && history[0].ending == nil)
        let after = try await office.followUps("1")
        #expect(
            after.map { "\($0.trigger) \($0.state) \($0.fireAt)" }
                == before.map { "\($0.trigger) \($0.state) \($0.fireAt)" })
        #expect(try await office.messages("1").map(\.state) == [.queued])
        #expect(try await office.store.customer(number: "1").activatedOn == nil)
    }

    @Test("is refused after a day, once something has fired, and where there is nothing to take back")
    func refused() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        await #expect(throws: StoreError.self) {
            try await office.store.undoStatusChange(number: "1", expectedVersion: nil, by: "ana", now: tuesday)
        }
        try await office.move("1", to: "active", now: tuesday)
        let nextDay = tuesday.adding(milliseconds: 24 * 3_600_000)
        await #expect(throws: StoreError.self) {
            try await office.store.undoStatusChange(
                number: "1", expectedVersion: nil, by: "ana", now: nextDay.adding(milliseconds: 1))
        }
        _ = try await office.store.fireDue(now: nextDay, limit: 10) { _ in
            .task(TaskDraft(subject: "T"), autoCancel: true)
        }
        let error = await #expect(throws: StoreError.self) {
            try await office.store.undoStatusChange(number: "1", expectedVersion: nil, by: "ana", now: nextDay)
        }
        #expect(error?.message.contains("have fired") == true)
    }
}

@Suite("A paused customer")
struct PauseTests {
    @Test("gets nothing before the day, then everything, and due dates stay")
    func paused() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        let due = try await office.store.customer(number: "1").due
        try await office.store.pauseCustomer(
            number: "1", until: "2026-03-20", expectedVersion: nil, by: "ana", now: Office.monday)
        #expect(try await office.store.customer(number: "1").due == due)
        #expect(try await office.followUps("1").allSatisfy { $0.fireAt == "2026-03-20T09:00:00+01:00" })
        let fired = try await office.store.fireDue(now: "2026-03-19T23:00:00+01:00", limit: 10) { _ in
            .task(TaskDraft(subject: "T"), autoCancel: true)
        }
        #expect(fired.examined == 0)
        // A status entered meanwhile waits as well.
        try await office.move("1", to: "active", now: "2026-03-04T10:00:00+01:00")
        #expect(
            try await office.followUps("1").filter { $0.state == .planned }.map(\.fireAt) == [
                "2026-03-20T09:00:00+01:00"
            ])
        try await office.store.pauseCustomer(
            number: "1", until: nil, expectedVersion: nil, by: "ana", now: "2026-03-04T11:00:00+01:00")
        #expect(
            try await office.followUps("1").filter { $0.state == .planned }.map(\.fireAt) == [
                "2026-03-04T14:00:00+01:00"
            ])
    }

    @Test("by ending a pause nothing comes back that was left out before")
    func skippedStays() async throws {
        let office = try await Office()
        try await office.store.addCustomer(
            CustomerDraft(number: "1", details: CustomerDetails(name: "N", email: "a@b.c"), entered: .on("2026-02-02")),
            by: "ana",
            now: Office.monday, backfill: .future)
        let before = try await office.followUps("1").map { "\($0.trigger) \($0.state) \($0.reason)" }
        #expect(before.contains { $0.contains("skipped") })
        for date: CivilDate? in ["2026-04-01", nil] {
            try await office.store.pauseCustomer(
                number: "1", until: date, expectedVersion: nil, by: "ana", now: Office.monday)
        }
        #expect(try await office.followUps("1").map { "\($0.trigger) \($0.state) \($0.reason)" } == before)
    }
}
