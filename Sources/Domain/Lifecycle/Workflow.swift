/// The rules of an office as one document: what a preset is made of. A section that is nil is not spoken of, and stays as it is.
public struct Workflow: Hashable, Sendable {
    public var calendars: [CalendarSpecification]?
    public var branches: [BranchSpecification]?
    public var templates: [WorkflowTemplate]?
    /// In the order of the lifecycle.
    public var statuses: [WorkflowStatus]?
    /// The rules of tasks.
    public var taskTriggers: [WorkflowTrigger]?
    public var teams: [TeamSpecification]?
    public var groups: [SecurityGroupSpecification]?

    public init(
        calendars: [CalendarSpecification]? = nil, branches: [BranchSpecification]? = nil,
        templates: [WorkflowTemplate]? = nil, statuses: [WorkflowStatus]? = nil, taskTriggers: [WorkflowTrigger]? = nil,
        teams: [TeamSpecification]? = nil,
        groups: [SecurityGroupSpecification]? = nil
    ) {
        self.calendars = calendars
        self.branches = branches
        self.templates = templates
        self.statuses = statuses
        self.taskTriggers = taskTriggers
        self.teams = teams
        self.groups = groups
    }
}

/// A template of a workflow.
public struct WorkflowTemplate: Hashable, Sendable {
    public var template: TemplateSpecification
    public var isRetired: Bool

    public init(_ template: TemplateSpecification, isRetired: Bool = false) {
        self.template = template
        self.isRetired = isRetired
    }
}

/// A status of a workflow with the reasons and triggers that belong to it, each in its order.
public struct WorkflowStatus: Hashable, Sendable {
    public var status: StatusSpecification
    public var isRetired: Bool
    public var reasons: [WorkflowReason]
    public var triggers: [WorkflowTrigger]

    public init(
        status: StatusSpecification, isRetired: Bool = false, reasons: [WorkflowReason] = [],
        triggers: [WorkflowTrigger] = []
    ) {
        self.status = status
        self.isRetired = isRetired
        self.reasons = reasons
        self.triggers = triggers
    }
}

/// A reason of a status of a workflow.
public struct WorkflowReason: Hashable, Sendable {
    public var reason: ReasonSpecification
    public var isRetired: Bool

    public init(_ reason: ReasonSpecification, isRetired: Bool = false) {
        self.reason = reason
        self.isRetired = isRetired
    }
}

/// A trigger of a status of a workflow, or of its tasks.
public struct WorkflowTrigger: Hashable, Sendable {
    public var trigger: TriggerSpecification
    public var isEnabled: Bool
    public var isRetired: Bool

    public init(_ trigger: TriggerSpecification, isEnabled: Bool = true, isRetired: Bool = false) {
        self.trigger = trigger
        self.isEnabled = isEnabled
        self.isRetired = isRetired
    }
}
