import Domain

/// What a text can say of a customer, as its row has it: for firing and for previews alike, so that they cannot differ.
struct CustomerFacts {
    let number: String
    let name: String
    let department: String?
    let email: String?
    let phone: String?
    let city: String?
    let branchID: Int64?
    let ownerName: String?
    let ownerEmail: String?

    func mergeFields(in period: StatusPeriod, catalog: Catalog) -> MergeFields {
        let status = catalog.statuses[period.statusID]
        let zone = catalog.calendar(ofBranch: branchID).zone
        return MergeFields([
            "customer.number": number, "customer.name": name, "customer.department": department,
            "customer.email": email,
            "customer.phone": phone, "customer.city": city, "owner.name": ownerName, "owner.email": ownerEmail,
            "branch.name": branchID.flatMap { catalog.branchNames[$0] }, "status.name": status?.name,
            "status.code": status?.code, "status.enteredOn": zone.civilDate(at: period.enteredAt).description,
            "status.dueOn": period.due?.on.description,
        ])
    }
}
