import Domain
import Store

/// A small office built through the store's own methods, at Monday morning.
///
///     prospect ── 3 business days ── welcome mail when entered · reminder the business day before due · task when overdue
///     active   ── 4 hours        ── task when overdue
///     inactive ── for ever
public struct Office: Sendable {
    /// Monday, 2 March 2026, nine o'clock in Berlin.
    public static let monday: Timestamp = "2026-03-02T09:00:00+01:00"

    public static let welcome = TriggerSpecification(
        code: "welcome", name: "Welcome", timing: "entered",
        action: .message(TriggerAction.MessageAction(template: "welcome", recipient: .customer)))
    public static let reminder = TriggerSpecification(
        code: "reminder", name: "Reminder", timing: "1 business day before due at 10:00",
        action: .task(TriggerAction.TaskAction(subject: "Call {{customer.name}} before {{status.dueOn}}")))
    public static let overdue = TriggerSpecification(
        code: "overdue", name: "Overdue", timing: "overdue",
        action: .task(TriggerAction.TaskAction(subject: "{{customer.number}} is overdue")))
    public static let slow = TriggerSpecification(
        code: "slow", name: "Slow", timing: "overdue",
        action: .task(TriggerAction.TaskAction(subject: "{{customer.number}} takes long", autoCancel: false)))

    /// Its workflow; tests change a copy where they need other triggers.
    public static let workflow = Workflow(
        templates: [
            WorkflowTemplate(
                TemplateSpecification(
                    code: "welcome", name: "Welcome", subject: "Welcome, {{customer.name}}",
                    text: "Your number: {{customer.number}}"))
        ],
        statuses: [
            WorkflowStatus(
                status: StatusSpecification(
                    code: "prospect", name: "Prospect", duration: "3 business days", isInitial: true),
                triggers: [welcome, reminder, overdue]),
            WorkflowStatus(
                status: StatusSpecification(code: "active", name: "Active", duration: "4 hours", isActive: true),
                triggers: [slow]),
            WorkflowStatus(status: StatusSpecification(code: "inactive", name: "Inactive"), triggers: []),
        ])

    public static var templates: [TemplateSpecification] { (workflow.templates ?? []).map(\.template) }

    private let temporary: TemporaryStore
    public var store: Store { temporary.store }
    public var directory: String { temporary.directory.path }

    /// Two users, `ana` with a mail address and `ben` without; no customers.
    public init(_ workflow: Workflow = Office.workflow, zone: String = "Europe/Berlin") async throws {
        temporary = try await TemporaryStore(zone: zone)
        try await store.addUser(code: "ana", name: "Ana", email: "ana@office.example")
        try await store.addUser(code: "ben", name: "Ben", email: nil)
        _ = try await store.applyWorkflow(workflow)
    }

    /// An office with one status, `watched`, which has these triggers, and one to go to, `elsewhere`.
    public init(
        duration: TimeSpan?, triggers: [TriggerSpecification],
        templates: [TemplateSpecification] = Office.templates,
        zone: String = "Europe/Berlin"
    ) async throws {
        let watched = StatusSpecification(code: "watched", name: "Watched", duration: duration, isInitial: true)
        let elsewhere = StatusSpecification(code: "elsewhere", name: "Elsewhere")
        try await self.init(
            Workflow(
                templates: templates.map { WorkflowTemplate($0) },
                statuses: [
                    WorkflowStatus(status: watched, triggers: triggers),
                    WorkflowStatus(status: elsewhere, triggers: []),
                ]),
            zone: zone)
    }

    /// Adds a customer of Ana's with a mail address, in the initial status unless another is named.
    @discardableResult
    public func addCustomer(
        _ number: String, status: String? = nil, owner: String? = "ana", email: String? = "customer@example.org",
        now: Timestamp = Office.monday
    ) async throws -> String {
        let details = CustomerDetails(name: "Customer \(number)", owner: owner, email: email)
        return try await store.addCustomer(
            CustomerDraft(number: number, details: details, status: status), by: "ana", now: now
        ).number
    }

    @discardableResult
    public func move(_ number: String, to status: String, now: Timestamp) async throws -> StatusChangeSummary {
        try await store.changeStatus(number: number, StatusChange(status: status), by: "ana", now: now)
    }

    /// What the follow-ups of a customer have become, in the order of their instants.
    public func followUps(_ number: String? = nil) async throws -> [FollowUpRecord] {
        try await store.followUps(FollowUpFilter(customerNumber: number), after: nil, limit: 500)
    }

    public func tasks(_ number: String? = nil) async throws -> [TaskRecord] {
        try await store.tasks(TaskFilter(openOnly: false, customerNumber: number), after: nil, limit: 500)
    }

    public func messages(_ number: String? = nil) async throws -> [MessageRecord] {
        try await store.messages(MessageFilter(customerNumber: number), after: nil, limit: 500)
    }
}
