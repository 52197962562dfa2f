import Domain
import Store
import TestKit
import Testing

/// Corners where two features meet, each once got wrong.
@Suite("Where two features meet")
struct CornerTests {
    private let later: Timestamp = "2026-03-02T12:00:00+01:00"

    @Test("nobody is taken back into a status that was deleted, nor moved into one that is being deleted")
    func deletion() async throws {
        let office = try await Office()
        let store = office.store
        try await office.addCustomer("1", status: "active")
        _ = try await store.deleteStatus(code: "active", replaceWith: "inactive", by: "ana", now: Office.monday)
        for code in ["active", "inactive"] {
            await #expect(throws: StoreError.self) {
                try await store.deleteStatus(code: code, replaceWith: "prospect", by: "ana", now: Office.monday)
            }
        }
        while try await store.replaceBatch(limit: 9, now: Office.monday) != nil {}
        await #expect(throws: StoreError.self) {
            try await store.undoStatusChange(number: "1", expectedVersion: nil, by: "ana", now: later)
        }
        let entry = try await store.audit(
            AuditFilter(kind: .customer, subject: "1", action: "replace-status"), after: nil, limit: 9
        ).first
        #expect(entry?.before == ["status": "active"] && entry?.after == ["status": "inactive"])
        // The rules as they were can be put in force again, trigger codes and all.
        _ = try await store.applyWorkflow(Office.workflow)
        #expect(try await store.triggers().contains { $0.trigger.code == "slow" && $0.status?.isDeleted == false })
    }

    @Test("the only status that may follow another is not deleted: without it any might")
    func onlySuccessor() async throws {
        var workflow = Office.workflow
        workflow.statuses?[0].status.successors = ["active"]
        let office = try await Office(workflow)
        await #expect(throws: StoreError.self) {
            try await office.store.deleteStatus(code: "active", replaceWith: nil, by: "ana", now: Office.monday)
        }
        #expect(try await office.store.statuses().first?.status.specification.successors == ["active"])
        _ = try await office.store.deleteStatus(code: "inactive", replaceWith: nil, by: "ana", now: Office.monday)
    }

    @Test("restoring a status that is being emptied keeps its customers")
    func restored() async throws {
        let office = try await Office()
        try await office.addCustomer("1", status: "active")
        _ = try await office.store.deleteStatus(code: "active", replaceWith: "inactive", by: "ana", now: Office.monday)
        try await office.store.setStatus(code: "active", retired: false, by: "ana", now: Office.monday)
        #expect(try await office.store.replaceBatch(limit: 9, now: Office.monday) == nil)
        #expect(try await office.store.customer(number: "1").status == "active")
    }

    @Test("a message that came with a change is withdrawn by leaving, and comes back by undoing that")
    func changeMessage() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        var change = StatusChange(status: "active")
        change.message = { _ in
            MessageDraft(channel: .email, recipient: .customer, subject: "S", text: "T", keepWhenLeft: false)
        }
        _ = try await office.store.changeStatus(number: "1", change, by: "ana", now: Office.monday)
        try await office.move("1", to: "inactive", now: later)
        #expect(try await office.messages("1").map(\.state) == [.cancelled])
        _ = try await office.store.undoStatusChange(number: "1", expectedVersion: nil, by: "ana", now: later)
        #expect(try await office.messages("1").map(\.state) == [.queued])
    }

    @Test("after a merge the survivor's own stay is reopened, not the duplicate's")
    func undoAfterMerge() async throws {
        let office = try await Office()
        for number in ["1", "2"] { try await office.addCustomer(number) }
        _ = try await office.store.changeAllStatuses(.everyone, StatusChange(status: "active"), by: "ana", now: later)
        _ = try await office.store.mergeCustomer(number: "2", into: "1", expectedVersion: nil, by: "ana", now: later)
        _ = try await office.store.undoStatusChange(number: "1", expectedVersion: nil, by: "ana", now: later)
        let open = try await office.store.history(number: "1").map(\.period).filter { $0.leftAt == nil }
        #expect(open.map(\.id) == [1])
    }

    @Test("a merge keeps the later pause, and counts by the calendar that the survivor took over")
    func mergedPlan() async throws {
        var workflow = Office.workflow
        workflow.calendars = [
            CalendarSpecification(code: "tokyo", name: "Tokyo", zone: "Asia/Tokyo", hours: [:], holidays: [:])
        ]
        workflow.branches = [BranchSpecification(code: "far", name: "Far", parent: nil, calendar: "tokyo")]
        let office = try await Office(workflow)
        try await office.addCustomer("1")
        try await office.store.addCustomer(
            CustomerDraft(number: "2", details: CustomerDetails(name: "N", branch: "far")), by: "ana",
            now: Office.monday)
        try await office.store.pauseCustomer(
            number: "2", until: "2026-03-20", expectedVersion: nil, by: "ana", now: Office.monday)
        _ = try await office.store.mergeCustomer(number: "2", into: "1", expectedVersion: nil, by: "ana", now: later)
        let customer = try await office.store.customer(number: "1")
        #expect(customer.pausedUntil == "2026-03-20" && customer.details.branch == "far")
        #expect(customer.due?.overdueAt == "2026-03-06T00:00:00+09:00")
        #expect(
            try await office.followUps("1").filter { $0.state == .planned }.allSatisfy {
                $0.fireAt >= "2026-03-20T00:00:00+09:00"
            })
    }

    @Test("another calendar counts an open stay by the duration it began with")
    func ownDuration() async throws {
        var workflow = Office.workflow
        workflow.branches = [BranchSpecification(code: "b", name: "B", parent: nil, calendar: nil)]
        let office = try await Office(workflow)
        try await office.store.addCustomer(
            CustomerDraft(number: "1", details: CustomerDetails(name: "N", branch: "b")), by: "ana", now: Office.monday)
        var edit = StatusEdit()
        edit.duration = .some("30 days")
        try await office.store.updateStatus(code: "prospect", edit, appliesToOpen: false, by: "ana", now: Office.monday)
        var changed = try await office.store.workflow()
        changed.calendars?[0].holidays = ["2026-03-04": "Closed"]
        _ = try await office.store.applyWorkflow(changed)
        while try await office.store.replanBatch(limit: 9, now: Office.monday) != nil {}
        #expect(try await office.store.customer(number: "1").due?.on == "2026-03-06")
    }

    @Test("undoing a change brings back the instant that a person had chosen, of the stay and of the year")
    func undoneReschedule() async throws {
        let office = try await Office()
        let store = office.store
        try await store.addTrigger(
            TriggerSpecification(
                code: "wish", name: "Wish", timing: "birthday at 10:00",
                action: .task(TriggerAction.TaskAction(subject: "Wish"))), status: "prospect", backfill: .all,
            by: "ana",
            now: Office.monday)
        try await store.addCustomer(
            CustomerDraft(number: "1", details: CustomerDetails(name: "N", birthday: "1980-03-04")), by: "ana",
            now: Office.monday)
        let chosen: Timestamp = "2026-03-05T11:11:00Z"
        for code in ["reminder", "wish"] {
            let followUp = try #require(try await office.followUps("1").first { $0.trigger == code })
            try await store.rescheduleFollowUp(id: followUp.id, to: chosen, by: "ana", now: Office.monday)
        }
        // By the same person, whose choice is not to be taken for the change.
        try await office.move("1", to: "active", now: Office.monday.adding(milliseconds: 1_000))
        #expect(try await office.followUps("1").allSatisfy { $0.trigger == "slow" || $0.state != .planned })
        _ = try await store.undoStatusChange(number: "1", expectedVersion: nil, by: "ana", now: later)
        let planned = try await office.followUps("1").filter { $0.state == .planned }
        #expect(planned.filter { $0.fireAt == chosen }.map(\.trigger).sorted() == ["reminder", "wish"])
        #expect(planned.first { $0.trigger == "overdue" }?.fireAt == "2026-03-06T00:00:00+01:00")
        // What the next stay needs is planned anew, whoever had put it off.
        try await office.move("1", to: "active", now: later)
        try await office.move("1", to: "prospect", now: later.adding(milliseconds: 1_000))
        let wishes = try await office.followUps("1").filter { $0.trigger == "wish" && $0.state == .planned }
        #expect(wishes.map(\.fireAt) == ["2026-03-04T10:00:00+01:00"])
    }

    @Test("a task under way is under way again after undoing")
    func undoneTask() async throws {
        let office = try await Office()
        let later = later.adding(milliseconds: 2 * 3_600_000)
        try await office.addCustomer("1", status: "active")
        _ = try await office.store.fireDue(now: later, limit: 9) { _ in
            .task(TaskDraft(subject: "T"), autoCancel: true)
        }
        let task = try #require(try await office.tasks("1").first)
        try await office.store.startTask(id: task.id, by: "ana", now: later)
        try await office.move("1", to: "inactive", now: later.adding(milliseconds: 1_000))
        #expect(try await office.tasks("1").map(\.state) == [.cancelled])
        _ = try await office.store.undoStatusChange(
            number: "1", expectedVersion: nil, by: "ana", now: later.adding(milliseconds: 2_000))
        #expect(try await office.tasks("1").map(\.state) == [.inProgress])
    }

    @Test("undoing or pausing plans nothing that a newer trigger spared everybody else")
    func newerTrigger() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        try await office.move("1", to: "active", now: Office.monday.adding(milliseconds: 1_000))
        try await office.store.addTrigger(
            TriggerSpecification(
                code: "late", name: "Late", timing: "entered",
                action: .message(TriggerAction.MessageAction(template: "welcome", recipient: .customer))),
            status: "prospect",
            backfill: .future, by: "ana", now: later)
        _ = try await office.store.undoStatusChange(number: "1", expectedVersion: nil, by: "ana", now: later)
        #expect(try await office.followUps("1").filter { $0.trigger == "late" }.map(\.state) == [.skipped])
    }

    @Test("an entry rule survives renaming what it names, and what it names cannot go")
    func entryRule() async throws {
        var workflow = Office.workflow
        workflow.branches = [BranchSpecification(code: "b", name: "Berlin", parent: nil, calendar: nil)]
        workflow.statuses?[2].reasons = [WorkflowReason(ReasonSpecification(code: "r", name: "Reason"))]
        let office = try await Office(workflow)
        let store = office.store
        try await office.addCustomer("1")
        var edit = StatusEdit()
        edit.entryRule = .some(
            try SearchExpression(parsing: "status = Prospect and not branch within berlin and not reason = Reason"))
        try await store.updateStatus(code: "active", edit, appliesToOpen: false, by: "ana", now: Office.monday)
        var rename = StatusEdit()
        rename.name = "Lead"
        try await store.updateStatus(code: "prospect", rename, appliesToOpen: false, by: "ana", now: Office.monday)
        try await store.updateBranch(code: "b", by: "ana", now: Office.monday) { $0.name = "Elsewhere" }
        try await office.move("1", to: "active", now: Office.monday)
        await #expect(throws: StoreError.self) {
            try await store.deleteBranch(code: "b", by: "ana", now: Office.monday)
        }
        await #expect(throws: StoreError.self) {
            try await store.deleteReason("r", status: "inactive", by: "ana", now: Office.monday)
        }
    }

    @Test("a workflow without one initial status, or with a user in two groups, is refused")
    func oneOfEach() async throws {
        let office = try await Office()
        for initial in [[false, false, false], [true, true, false]] {
            var workflow = Office.workflow
            for index in 0..<3 { workflow.statuses?[index].status.isInitial = initial[index] }
            await #expect(throws: StoreError.self) { try await office.store.applyWorkflow(workflow) }
        }
        let groups = ["g", "h"].map { SecurityGroupSpecification(code: $0, name: $0, members: ["ana"]) }
        await #expect(throws: StoreError.self) { try await office.store.applyWorkflow(Workflow(groups: groups)) }
    }

    @Test("a trigger that is only renamed or moved plans nothing anew")
    func renamed() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        var workflow = Office.workflow
        workflow.statuses?[0].triggers.reverse()
        workflow.statuses?[0].triggers[0].trigger.name = "Other name"
        _ = try await office.store.applyWorkflow(workflow)
        #expect(try await office.store.replanBatch(limit: 9, now: Office.monday) == nil)
        #expect(
            try await office.store.workflow().statuses?[0].triggers.map(\.trigger.code) == [
                "overdue", "reminder", "welcome",
            ])
    }

    @Test("whoever is added by hand fulfils what the status asks; an import records what was")
    func addedByHand() async throws {
        var workflow = Office.workflow
        workflow.statuses?[1].status.entryRule = try SearchExpression(parsing: "email is set")
        workflow.statuses?[1].status.isReasonRequired = true
        let office = try await Office(workflow)
        let error = await #expect(throws: StoreError.self) {
            try await office.addCustomer("1", status: "active", email: nil)
        }
        guard case .changeRejected(let reasons)? = error?.code else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reasons.count == 2)
        let row = ImportRow(
            line: 2,
            content: .success(ImportedCustomer(number: "2", edit: CustomerEdit(fields: [.name: "N"]), status: "active"))
        )
        let rules = Store.ImportRules(mode: .each, backfill: .none)
        #expect(try await office.store.importCustomers([row], rules, by: "ana", now: Office.monday).added == 1)
    }

    @Test("of notes without end, the last are told, as many as make a reply")
    func notesWithoutEnd() async throws {
        let office = try await Office()
        let store = office.store
        try await office.addCustomer("1")
        for number in 0..<30 {
            let text = "\(number) " + String(repeating: "x", count: 99_000)
            try await store.addNote(number: "1", text: text, by: "root", now: Office.monday)
        }
        let notes = try await store.notes(number: "1", for: "root")
        #expect(notes.map { $0.text.prefix { $0 != " " } } == (19..<30).map { "\($0)" })
        for _ in 0..<1_001 { try await store.addNote(number: "1", text: "short", by: "root", now: Office.monday) }
        #expect(try await store.notes(number: "1", for: "root").count == 1_000)
    }
}
