import Delivery
import Domain
import Engine
import Store
import TestKit

/// A rule as a person writes it, with a code.
func rule(_ code: String, _ fields: [TriggerForm.Field: String]) throws -> TriggerSpecification {
    try TriggerSpecification(code: code, name: code, TriggerForm(fields))
}

extension Office {
    /// Statuses `watched` (five days) and `elsewhere`, users ana (manager, wants notices), ben and cyn (no address), team `sales` of ben and
    /// cyn, templates `hello` (service) and `offer` (marketing).
    static func ruled(
        _ triggers: [TriggerSpecification], tasks: [TriggerSpecification] = [], elsewhere: [TriggerSpecification] = [],
        quiet: String? = nil, duration: TimeSpan? = "5 days"
    ) async throws -> Office {
        let office = try await Office(Workflow(), zone: "Europe/Berlin")
        let store = office.store
        try await store.updateUser(
            code: "ana",
            {
                var edit = UserEdit()
                edit.wantsNotices = true
                edit.role = .manager
                return edit
            }(), by: "root", now: Office.monday)
        var ben = UserEdit()
        ben.email = "ben@office.example"
        try await store.updateUser(code: "ben", ben, by: "root", now: Office.monday)
        try await store.addUser(code: "cyn", name: "Cyn", email: nil)
        var calendar = CalendarSpecification.weekdays(zone: "Europe/Berlin")
        calendar.quiet = quiet.flatMap(QuietHours.init(_:))
        _ = try await store.applyWorkflow(
            Workflow(
                calendars: [calendar],
                templates: [
                    WorkflowTemplate(
                        TemplateSpecification(
                            code: "hello", name: "Hello", subject: "Hello {{customer.name}}",
                            text: "Dear {{customer.name}} of {{customer.city}}", html: "<p>{{customer.name}}</p>")),
                    WorkflowTemplate(
                        TemplateSpecification(
                            code: "offer", name: "Offer", purpose: .marketing, subject: "Offer", text: "Buy")),
                ],
                statuses: [
                    WorkflowStatus(
                        status: StatusSpecification(
                            code: "watched", name: "Watched", duration: duration, isInitial: true), triggers: triggers),
                    WorkflowStatus(
                        status: StatusSpecification(code: "elsewhere", name: "Elsewhere"), triggers: elsewhere),
                ], taskTriggers: tasks.map { WorkflowTrigger($0) },
                teams: [TeamSpecification(code: "sales", name: "Sales", members: ["ben", "cyn"])]))
        return office
    }

    /// Adds a customer of Ana's with these fields.
    func add(_ number: String, _ fields: [CustomerField: String] = [:], now: Timestamp = Office.monday) async throws {
        let details = try CustomerEdit(fields: fields).applied(
            to: CustomerDetails(name: "Customer \(number)", owner: "ana", email: "c\(number)@example.org"))
        _ = try await store.addCustomer(
            CustomerDraft(number: number, details: details), by: "root", now: now, backfill: .all)
    }

    /// What is true of each follow-up, in a word or two.
    func states(_ number: String? = nil) async throws -> [String] {
        try await followUps(number).map {
            $0.reason == .none ? $0.state.rawValue : "\($0.state.rawValue) \($0.reason.rawValue)"
        }
    }

    /// Messages to customers, newest first; notices to staff are left out.
    func toCustomers() async throws -> [MessageRecord] { try await messages().filter { $0.recipient == "customer" } }
}
