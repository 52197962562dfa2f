import ControlAPI
import Domain
import Engine
import Store

struct CustomersCalls: Sendable {
    typealias Methods = CustomersMethods

    let context: ControlContext

    func add(_ parameters: Methods.Add.Parameters, _ caller: Caller) async throws -> Methods.Add.Reply {
        let draft = try CustomerDraft(parameters)
        let backfill = try ControlFailure.word("backfill", parameters.backfill, default: Backfill.staff)
        let number = try await context.store.addCustomer(draft, by: caller.name, now: context.now(), backfill: backfill)
        context.engine.scanner.nudge()
        return Methods.Add.Reply(number: number)
    }

    func get(_ parameters: Methods.Get.Parameters, _: Caller) async throws -> Methods.Get.Reply {
        let customer = try await context.store.customer(number: parameters.number)
        return Methods.Get.Reply(customer: Methods.Customer(customer, now: context.now()))
    }

    func list(_ parameters: Methods.List.Parameters) async throws -> Listing<Methods.List.Reply> {
        let filter = CustomerFilter(
            status: parameters.status, owner: parameters.owner, overdueOnly: parameters.overdue ?? false)
        let sort = try ControlFailure.word("sort", parameters.sort, default: CustomerSort.entered)
        let store = context.store
        let now = context.now()
        let name = "customers:\(sort.rawValue):\(filter.status ?? ""):\(filter.owner ?? ""):\(filter.overdueOnly)"
        return try Listing(
            named: name, from: parameters.cursor, limit: parameters.limit,
            key: { (record: CustomerRecord) in
                switch sort {
                case .entered: PageCursor(key: .integer(record.periodID), id: record.periodID)
                case .due: PageCursor(key: .integer(record.due?.overdueAt.milliseconds ?? 0), id: record.periodID)
                }
            }, fetch: { try await store.customers(filter, sort: sort, after: $0, limit: $1, now: now) },
            reply: { Methods.List.Reply(customer: Methods.Customer($0, now: now), cursor: $1) })
    }

    func count(_: Nothing, _: Caller) async throws -> Methods.Count.Reply {
        let counts = try await context.store.countCustomers(now: context.now())
        return Methods.Count.Reply(
            statuses: counts.map {
                Methods.StatusCount(
                    status: $0.status.code, name: $0.status.name, active: $0.status.specification.isActive,
                    customers: $0.customers, overdue: $0.overdue)
            })
    }

    func setStatus(_ parameters: Methods.SetStatus.Parameters, _ caller: Caller) async throws -> Methods.ChangeReply {
        let change = StatusChange(
            number: parameters.number, status: parameters.status, note: parameters.note ?? "",
            dueOn: try ControlFailure.read("dueOn", parameters.dueOn, CivilDate.self, like: "2026-12-31"),
            expectedVersion: parameters.expectedVersion, restart: parameters.restart ?? false)
        let summary = try await context.store.changeStatus(change, by: caller.name, now: context.now())
        return changed(parameters.number, summary, caller)
    }

    func advance(_ parameters: Methods.Advance.Parameters, _ caller: Caller) async throws -> Methods.ChangeReply {
        let summary = try await context.store.advance(
            number: parameters.number, note: parameters.note ?? "", expectedVersion: parameters.expectedVersion,
            by: caller.name, now: context.now())
        return changed(parameters.number, summary, caller)
    }

    func setDueDate(
        _ parameters: Methods.SetDueDate.Parameters, _ caller: Caller
    ) async throws -> Methods.SetDueDate.Reply {
        let due = try await context.store.setDueDate(
            number: parameters.number,
            on: try ControlFailure.read("dueOn", parameters.dueOn, CivilDate.self, like: "2026-12-31"),
            expectedVersion: parameters.expectedVersion, by: caller.name, now: context.now())
        context.engine.scanner.nudge()
        return Methods.SetDueDate.Reply(dueOn: due?.on.description, overdueAt: due?.overdueAt.milliseconds)
    }

    func history(_ parameters: Methods.History.Parameters, _: Caller) async throws -> Methods.History.Reply {
        Methods.History.Reply(periods: try await periods(of: parameters.number))
    }

    func explain(_ parameters: Methods.Explain.Parameters, _: Caller) async throws -> Methods.Explain.Reply {
        let now = context.now()
        let store = context.store
        let customer = try await store.customer(number: parameters.number)
        var followUps: [FollowUpRecord] = []
        var cursor: PageCursor?
        repeat {
            let page = try await store.followUps(
                FollowUpFilter(customerNumber: parameters.number), after: cursor, limit: 500)
            followUps += page
            cursor =
                page.count < 500 ? nil : page.last.map { PageCursor(key: .integer($0.fireAt.milliseconds), id: $0.id) }
        } while cursor != nil && followUps.count < 10_000
        return Methods.Explain.Reply(
            customer: Methods.Customer(customer, now: now), periods: try await periods(of: parameters.number),
            followUps: followUps.map { FollowUpsMethods.FollowUp($0, now: now) })
    }

    private func periods(of number: String) async throws -> [Methods.Period] {
        let now = context.now()
        let zone = try await context.store.calendar(ofCustomer: number).zone
        return try await context.store.history(number: number).map {
            Methods.Period($0.period, $0.status, zone: zone, now: now)
        }
    }

    private func changed(
        _ number: String, _ summary: StatusChangeSummary, _ caller: Caller
    ) -> Methods.ChangeReply {
        context.engine.scanner.nudge()
        let planned = summary.planned.firesNow + summary.planned.firesLater
        context.engine.events.record(
            Event(
                .statusChanged,
                [
                    "customer": number, "from": summary.from, "to": summary.to, "by": caller.name,
                    "cancelled": summary.cancelled.followUps, "planned": planned,
                ]))
        return Methods.ChangeReply(
            change: Methods.Change(
                from: summary.from, to: summary.to, cancelledFollowUps: summary.cancelled.followUps,
                cancelledTasks: summary.cancelled.tasks, cancelledMessages: summary.cancelled.messages,
                plannedFollowUps: planned, version: summary.version))
    }
}
