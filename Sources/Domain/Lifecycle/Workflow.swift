/// Statuses, triggers, templates, calendars and branches as one document: what a preset is made of.
public struct Workflow: Hashable, Sendable {
    public var calendars: [CalendarSpecification]
    public var branches: [BranchSpecification]
    public var templates: [TemplateSpecification]
    /// In the order of the lifecycle.
    public var statuses: [WorkflowStatus]

    public init(
        calendars: [CalendarSpecification] = [], branches: [BranchSpecification] = [],
        templates: [TemplateSpecification] = [], statuses: [WorkflowStatus] = []
    ) {
        self.calendars = calendars
        self.branches = branches
        self.templates = templates
        self.statuses = statuses
    }
}

/// A status of a workflow with the triggers that belong to it.
public struct WorkflowStatus: Hashable, Sendable {
    public var status: StatusSpecification
    public var triggers: [TriggerSpecification]

    public init(status: StatusSpecification, triggers: [TriggerSpecification]) {
        self.status = status
        self.triggers = triggers
    }
}
