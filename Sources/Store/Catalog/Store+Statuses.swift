import Domain
import GRDB

extension Store {
    /// Adds a status behind the others, with one default trigger for a status with a duration: a task for the owner when overdue.
    public func addStatus(
        _ specification: StatusSpecification, withDefaultFollowUp: Bool, by actor: Actor, now: Timestamp
    ) async throws {
        try await writeCatalog { [zones] db in
            let id = try StatusRows.insert(db, specification)
            try StatusRows.setSuccessors(db, id: id, specification.successors)
            try Self.validate(db, specification.entryRule, zones: zones, now: now)
            try EntryRules.settle(db, zones: zones, now: now)
            try AuditRows.write(
                db, actor, "add", .status, specification.code, after: StatusTexts.of(specification), now: now)
            guard withDefaultFollowUp, specification.duration != nil else { return }
            let trigger = TriggerSpecification.whenOverdue(in: specification)
            try TriggerRows.insert(db, trigger, statusID: id)
        }
    }

    /// The catalogue's statuses in order, with the number of customers in each whom the actor sees.
    public func statuses(for actor: Actor) async throws -> [(status: Status, customers: Int)] {
        let counts = try await countCustomers(for: actor, now: Timestamp(milliseconds: 0))
        let byStatus = Dictionary(uniqueKeysWithValues: counts.map { ($0.status.id, $0.customers) })
        return try await catalog().orderedStatuses
            .filter { actor.visibility.statusesSeen?.contains($0.id) ?? true || actor.visibility.maySet($0.id) }
            .map { ($0, byStatus[$0.id] ?? 0) }
    }

    /// Changes a status.
    /// - Parameter appliesToOpen: count the due dates of customers already in it anew, except where a person set them.
    public func updateStatus(
        code: String, _ edit: StatusEdit, appliesToOpen: Bool, by actor: Actor, now: Timestamp
    ) async throws {
        try await writeCatalog { [zones] db in
            let status = try Catalog(db, zones: zones).status(code: code)
            let new = edit.applied(to: status.specification)
            if status.specification.isInitial, !new.isInitial {
                throw StoreError.invalid("initial", "cannot be taken away; make another status the initial one")
            }
            if new.isInitial, status.isRetired {
                throw StoreError.invalid("initial", "cannot be said of a retired status")
            }
            try StatusRows.update(db, id: status.id, new)
            try StatusRows.setSuccessors(db, id: status.id, new.successors)
            try Self.validate(db, edit.entryRule ?? nil, zones: zones, now: now)
            try EntryRules.settle(db, zones: zones, now: now)
            if appliesToOpen { try Self.orderRecount(db, statusID: status.id, now: now) }
            try AuditRows.write(
                db, actor, "edit", .status, status.code, before: StatusTexts.of(status.specification),
                after: StatusTexts.of(new),
                now: now)
        }
    }

    /// Moves a status within the order.
    public func moveStatus(code: String, to place: Place, by actor: Actor, now: Timestamp) async throws {
        try await writeCatalog { [zones] db in
            let catalog = try Catalog(db, zones: zones)
            let status = try catalog.status(code: code)
            let ids = place.moving(status.id, in: catalog.orderedStatuses.map(\.id))
            try StatusRows.setOrder(db, ids)
            let position = (ids.firstIndex(of: status.id) ?? 0) + 1
            try AuditRows.write(
                db, actor, "move", .status, status.code, before: ["position": String(status.position)],
                after: ["position": String(position)], now: now)
        }
    }

    /// Offers a status no longer, or again. Customers who are in it stay.
    public func setStatus(code: String, retired: Bool, by actor: Actor, now: Timestamp) async throws {
        try await writeCatalog { [zones] db in
            let catalog = try Catalog(db, zones: zones)
            let status = try catalog.status(code: code)
            guard status.isRetired != retired else { return }
            if retired { try Self.requireRetirable(status) }
            let isNameTaken = catalog.orderedStatuses.contains {
                $0.id != status.id && !$0.isRetired && $0.name == status.name
            }
            if !retired, isNameTaken {
                throw StoreError.invalid("name", "is the name of another status by now; change that first")
            }
            try db.execute(sql: "UPDATE status SET isRetired = ? WHERE id = ?", arguments: [retired, status.id])
            // Whoever wants it back wants its customers to stay.
            if !retired {
                try db.execute(sql: "DELETE FROM statusReplacement WHERE statusId = ?", arguments: [status.id])
            }
            try AuditRows.write(db, actor, retired ? "retire" : "restore", .status, status.code, now: now)
        }
    }

    static func requireRetirable(_ status: Status) throws {
        guard !status.specification.isInitial else {
            throw StoreError.invalid(
                "status", "is where new customers start; make another status the initial one first")
        }
    }
}

extension TriggerSpecification {
    /// What a status with a duration gets unless it is asked not to: somebody is told.
    static func whenOverdue(in status: StatusSpecification) -> TriggerSpecification {
        let subject = "{{customer.name}} ({{customer.number}}) is overdue in {{status.name}}"
        return TriggerSpecification(
            code: "\(status.code)-overdue", name: "\(status.name) is overdue", timing: .whenOverdue,
            action: .task(TriggerAction.TaskAction(subject: subject)))
    }
}
