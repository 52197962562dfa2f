import ControlAPI
import Domain
import Store

extension CustomersMethods.Customer {
    init(_ record: CustomerRecord, now: Timestamp) {
        let details = record.details
        self.init(
            number: record.number, name: details.name, department: details.department, parent: details.parent,
            branch: details.branch, owner: details.owner, email: details.email, phone: details.phone,
            mobile: details.mobile,
            website: details.website, street: details.street, city: details.city, postalCode: details.postalCode,
            country: details.country, accountType: details.accountType, leadSource: details.leadSource,
            birthday: details.birthday?.description, anniversary: details.anniversary?.description,
            doNotMarket: details.contact.doNotMarket, doNotCall: details.contact.doNotCall,
            optOuts: details.contact.optOuts.map(\.rawValue).sorted(),
            lastPaymentOn: details.figures.lastPaymentOn?.description,
            yearToDateSales: details.figures.yearToDateSales?.description,
            receivableBalance: details.figures.receivableBalance?.description,
            lifetimeSales: details.figures.lifetimeSales?.description, tags: details.tags.sorted(),
            customFields: details.customFields, status: record.status, statusName: record.statusName,
            reason: record.reason,
            note: record.note, active: record.isActive, loyalty: record.isLoyalty,
            enteredAt: record.enteredAt.milliseconds,
            dueOn: record.due?.on.description, overdueAt: record.due?.overdueAt.milliseconds,
            dueOverridden: record.isDueOverridden, overdue: record.isOverdue(at: now),
            daysOverdue: record.daysOverdue(at: now),
            activatedOn: record.activatedOn?.description, pausedUntil: record.pausedUntil?.description,
            version: record.version,
            createdAt: record.createdAt.milliseconds, zone: record.zone.identifier)
    }
}

extension CustomersMethods.Period {
    init(_ period: StatusPeriod, _ status: Status, reason: String?, zone: ZoneRules, now: Timestamp) {
        let end = max(period.leftAt ?? now, period.enteredAt)
        self.init(
            id: period.id, status: status.code, statusName: status.name, reason: reason,
            enteredAt: period.enteredAt.milliseconds, enteredBy: period.enteredBy,
            recordedAt: period.recordedAt.milliseconds,
            dueOn: period.due?.on.description, overdueAt: period.due?.overdueAt.milliseconds,
            leftAt: period.leftAt?.milliseconds, leftBy: period.leftBy, ending: period.ending?.rawValue,
            days: zone.civilDate(at: end).days(since: zone.civilDate(at: period.enteredAt)), note: period.note)
    }
}

extension CustomerDraft {
    init(_ parameters: CustomersMethods.Add.Parameters) throws {
        let optOuts = try (parameters.optOuts ?? []).map { word in
            guard let channel = Channel(rawValue: word), ContactWishes.channels.contains(channel) else {
                throw ControlFailure.invalidValue("optOuts", "names something else than email, sms and letter")
            }
            return channel
        }
        self.init(
            number: parameters.number,
            details: CustomerDetails(
                name: parameters.name, department: parameters.department, parent: parameters.parent,
                branch: parameters.branch, owner: parameters.owner, email: parameters.email, phone: parameters.phone,
                mobile: parameters.mobile, website: parameters.website, street: parameters.street,
                city: parameters.city,
                postalCode: parameters.postalCode, country: parameters.country, accountType: parameters.accountType,
                leadSource: parameters.leadSource,
                birthday: try StatusChangeCalls.date("birthday", parameters.birthday),
                anniversary: try StatusChangeCalls.date("anniversary", parameters.anniversary),
                contact: ContactWishes(
                    doNotMarket: parameters.doNotMarket ?? false, doNotCall: parameters.doNotCall ?? false,
                    optOuts: Set(optOuts)),
                tags: Set(parameters.tags ?? []), customFields: parameters.customFields ?? [:]),
            status: parameters.status,
            entered: parameters.enteredAt.map { .at(Timestamp(milliseconds: $0)) },
            dueOn: try StatusChangeCalls.date("dueOn", parameters.dueOn), note: parameters.note ?? "",
            reason: parameters.reason)
    }
}
