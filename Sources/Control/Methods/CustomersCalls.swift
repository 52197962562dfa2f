import ControlAPI
import Domain
import Engine
import Store

struct CustomersCalls: Sendable {
    typealias Methods = CustomersMethods

    let context: ControlContext

    func add(_ parameters: Methods.Add.Parameters, _ actor: Actor) async throws -> Methods.Add.Reply {
        let draft = try CustomerDraft(parameters)
        let backfill = try ControlFailure.word("backfill", parameters.backfill, default: Backfill.staff)
        let added = try await context.store.addCustomer(
            draft, by: actor, now: context.now(), backfill: backfill,
            refusesDuplicates: parameters.refuseDuplicates ?? false)
        context.engine.scanner.nudge()
        return Methods.Add.Reply(
            number: added.number,
            duplicates: added.duplicates.map {
                Methods.Duplicate(number: $0.number, name: $0.name, reasons: $0.reasons)
            })
    }

    func get(_ parameters: Methods.Get.Parameters, _ actor: Actor) async throws -> Methods.Get.Reply {
        let customer = try await context.store.customer(number: parameters.number, for: actor)
        return Methods.Get.Reply(customer: Methods.Customer(customer, now: context.now()))
    }

    func list(_ parameters: Methods.List.Parameters, _ actor: Actor) async throws -> Listing<Methods.List.Reply> {
        let expression = try Self.expression(parameters)
        let sort = try parameters.sort.map { try ControlFailure.word("sort", $0, default: CustomerSort.created) }
        let store = context.store
        let now = context.now()
        var search = CustomerSearch(
            expression, withDepartments: parameters.departments ?? false, sort: sort,
            isDescending: parameters.descending ?? false)
        let order = store.order(of: search)
        search.sort = order
        let direction = search.isDescending ? "down" : "up"
        return try Listing(
            named: "customers:\(order.rawValue):\(direction):\(search.withDepartments):\(expression)",
            from: parameters.cursor,
            limit: parameters.limit, key: { order.cursor(of: $0) },
            fetch: { [search] in try await store.customers(search, for: actor, after: $0, limit: $1, now: now) },
            reply: { Methods.List.Reply(customer: Methods.Customer($0, now: now), cursor: $1) })
    }

    /// The search with the filters beside it, as one expression.
    private static func expression(_ parameters: Methods.List.Parameters) throws -> SearchExpression {
        var parts = [try SearchInput.expression(parameters.search, parameters.rules)]
        if let status = parameters.status { parts.append(.rule(SearchRule(.field(.status), .equal, [.text(status)]))) }
        if let owner = parameters.owner { parts.append(.rule(SearchRule(.field(.owner), .equal, [.text(owner)]))) }
        if parameters.overdue == true { parts.append(.rule(SearchRule(.field(.overdue), .holds))) }
        parts.removeAll { $0 == .everyone }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    func count(_ parameters: Methods.Count.Parameters, _ actor: Actor) async throws -> Methods.Count.Reply {
        let counts = try await context.store.countCustomers(
            try SearchInput.expression(parameters.search, parameters.rules), for: actor, now: context.now())
        return Methods.Count.Reply(
            statuses: counts.map {
                Methods.StatusCount(
                    status: $0.status.code, name: $0.status.name, active: $0.status.specification.isActive,
                    customers: $0.customers, overdue: $0.overdue)
            })
    }

    func update(_ parameters: Methods.Update.Parameters, _ actor: Actor) async throws -> Methods.Update.Reply {
        var fields: [CustomerField: String] = [:]
        for (name, text) in parameters.fields ?? [:] {
            guard let field = CustomerField(rawValue: name) else {
                throw ControlFailure.invalidValue(
                    name, "is no field; there are \(CustomerField.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            fields[field] = text
        }
        let edit = CustomerEdit(
            fields: fields, customFields: parameters.customFields ?? [:], addedTags: Set(parameters.addTags ?? []),
            removedTags: Set(parameters.removeTags ?? []))
        let version = try await context.store.updateCustomer(
            number: parameters.number, edit, expectedVersion: parameters.expectedVersion, by: actor, now: context.now())
        context.engine.scanner.nudge()
        return Methods.Update.Reply(version: version)
    }

    func addNote(_ parameters: Methods.AddNote.Parameters, _ actor: Actor) async throws -> Methods.AddNote.Reply {
        Methods.AddNote.Reply(
            id: try await context.store.addNote(
                number: parameters.number, text: parameters.text, by: actor, now: context.now()))
    }

    func check(_ parameters: Methods.Check.Parameters, _ actor: Actor) async throws -> Methods.Check.Reply {
        let check = try await context.store.checkCustomer(number: parameters.number, work: parameters.work, for: actor)
        return Methods.Check.Reply(
            allowed: check.isAllowed, status: check.status, statusName: check.statusName, allows: check.allows)
    }

    func history(_ parameters: Methods.History.Parameters, _ actor: Actor) async throws -> Methods.History.Reply {
        Methods.History.Reply(
            periods: try await periods(of: parameters.number, actor),
            notes: try await notes(of: parameters.number, actor))
    }

    func explain(_ parameters: Methods.Explain.Parameters, _ actor: Actor) async throws -> Methods.Explain.Reply {
        let now = context.now()
        let store = context.store
        let customer = try await store.customer(number: parameters.number, for: actor)
        var followUps: [FollowUpRecord] = []
        var cursor: PageCursor?
        repeat {
            let page = try await store.followUps(
                FollowUpFilter(customerNumber: parameters.number), for: actor, after: cursor, limit: 500)
            followUps += page
            cursor =
                page.count < 500 ? nil : page.last.map { PageCursor(key: .integer($0.fireAt.milliseconds), id: $0.id) }
        } while cursor != nil && followUps.count < 10_000
        return Methods.Explain.Reply(
            customer: Methods.Customer(customer, now: now), periods: try await periods(of: parameters.number, actor),
            followUps: followUps.map { FollowUpsMethods.FollowUp($0, now: now) },
            notes: try await notes(of: parameters.number, actor))
    }

    private func notes(of number: String, _ actor: Actor) async throws -> [Methods.Note] {
        try await context.store.notes(number: number, for: actor).map {
            Methods.Note(id: $0.id, at: $0.at.milliseconds, by: $0.by, text: $0.text)
        }
    }

    private func periods(of number: String, _ actor: Actor) async throws -> [Methods.Period] {
        let now = context.now()
        let zone = try await context.store.calendar(ofCustomer: number, for: actor).zone
        return try await context.store.history(number: number, for: actor).map {
            Methods.Period($0.period, $0.status, reason: $0.reason, zone: zone, now: now)
        }
    }
}
