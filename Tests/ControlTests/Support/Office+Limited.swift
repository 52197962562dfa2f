import Domain
import Store
import TestKit

extension Office {
    /// Ana's group sees prospects in the north; customer 1 is one, customer 2 is active in the north, customer 3 a prospect in the south.
    static func limited(role: Role = .manager) async throws -> Office {
        var workflow = Office.workflow
        workflow.branches = ["north", "south"].map {
            BranchSpecification(code: $0, name: $0, parent: nil, calendar: nil)
        }
        workflow.groups = [
            SecurityGroupSpecification(
                code: "g", name: "G", branch: "north", sees: .only(["prospect"]),
                sets: .only(["prospect", "inactive"]), members: ["ana"])
        ]
        let office = try await Office(workflow)
        // Customer 4 has no branch, so no group of a branch sees it.
        try await office.store.addCustomer(
            CustomerDraft(
                number: "4", details: CustomerDetails(name: "Quandt", email: "q@example.org", city: "Berlin")),
            by: "root",
            now: Office.monday)
        var edit = UserEdit()
        edit.account = "unix-ana"
        edit.role = role
        try await office.store.updateUser(code: "ana", edit, by: "root", now: Office.monday)
        for (number, branch, status) in [
            ("1", "north", "prospect"), ("2", "north", "active"), ("3", "south", "prospect"),
        ] {
            let details = CustomerDetails(
                name: "Quandt", branch: branch, owner: "ana", email: "q@example.org", city: "Berlin",
                customFields: ["f\(number)": "v"])
            try await office.store.addCustomer(
                CustomerDraft(number: number, details: details, status: status), by: "root", now: Office.monday)
            _ = try await office.store.addTask(
                TaskDraft(subject: "T\(number)"), customerNumber: number, by: "root", now: Office.monday)
        }
        _ = try await office.store.fireDue(now: Office.monday, limit: 99) { _ in
            .message(MessageDraft(channel: .email, recipient: .customer, subject: "S", text: "T", keepWhenLeft: false))
        }
        return office
    }
}
