import ControlAPI
import Domain
import Store

extension CustomersMethods.Customer {
    init(_ record: CustomerRecord, now: Timestamp) {
        let details = record.details
        self.init(
            number: record.number, name: details.name, department: details.department, parent: details.parent,
            branch: details.branch, owner: details.owner, email: details.email, phone: details.phone,
            website: details.website, street: details.street, city: details.city, postalCode: details.postalCode,
            country: details.country, accountType: details.accountType, leadSource: details.leadSource,
            customFields: details.customFields, status: record.status, statusName: record.statusName,
            active: record.isActive, enteredAt: record.enteredAt.milliseconds, dueOn: record.due?.on.description,
            overdueAt: record.due?.overdueAt.milliseconds, dueOverridden: record.isDueOverridden,
            overdue: record.isOverdue(at: now), daysOverdue: record.daysOverdue(at: now), version: record.version,
            createdAt: record.createdAt.milliseconds, zone: record.zone.identifier)
    }
}

extension CustomersMethods.Period {
    init(_ period: StatusPeriod, _ status: Status, zone: ZoneRules, now: Timestamp) {
        let end = max(period.leftAt ?? now, period.enteredAt)
        self.init(
            id: period.id, status: status.code, statusName: status.name, enteredAt: period.enteredAt.milliseconds,
            enteredBy: period.enteredBy, dueOn: period.due?.on.description,
            overdueAt: period.due?.overdueAt.milliseconds,
            leftAt: period.leftAt?.milliseconds, leftBy: period.leftBy,
            days: zone.civilDate(at: end).days(since: zone.civilDate(at: period.enteredAt)), note: period.note)
    }
}

extension CustomerDraft {
    init(_ parameters: CustomersMethods.Add.Parameters) throws {
        self.init(
            number: parameters.number,
            details: CustomerDetails(
                name: parameters.name, department: parameters.department, parent: parameters.parent,
                branch: parameters.branch, owner: parameters.owner, email: parameters.email, phone: parameters.phone,
                website: parameters.website, street: parameters.street, city: parameters.city,
                postalCode: parameters.postalCode, country: parameters.country, accountType: parameters.accountType,
                leadSource: parameters.leadSource, customFields: parameters.customFields ?? [:]),
            status: parameters.status,
            entered: parameters.enteredAt.map { .at(Timestamp(milliseconds: $0)) },
            dueOn: try ControlFailure.read("dueOn", parameters.dueOn, CivilDate.self, like: "2026-12-31"),
            note: parameters.note ?? "")
    }
}
