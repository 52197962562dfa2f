/// The life of a task, work for a person:
///
///     open ─► in_progress ─► done
///       │          │          │
///       └──────────┴─► cancelled ─┴─► open (reopened)
public enum TaskState: String, CaseIterable, Sendable {
    case open
    case inProgress = "in_progress"
    case done
    case cancelled

    public var isClosed: Bool { self == .done || self == .cancelled }

    public func canBecome(_ next: TaskState) -> Bool {
        switch (self, next) {
        case (.open, .inProgress), (.open, .done), (.open, .cancelled), (.inProgress, .done), (.inProgress, .cancelled):
            true
        case (.done, .open), (.cancelled, .open), (.inProgress, .open): true
        default: false
        }
    }
}

/// A task to make: by a trigger, or by a person.
public struct TaskDraft: Hashable, Sendable {
    public var subject: String
    public var text: String
    public var priority: Int
    /// Code of the user.
    public var assignee: String?
    public var dueOn: CivilDate?

    public init(subject: String, text: String = "", priority: Int = 5, assignee: String? = nil, dueOn: CivilDate? = nil)
    {
        self.subject = subject
        self.text = text
        self.priority = priority
        self.assignee = assignee
        self.dueOn = dueOn
    }
}
