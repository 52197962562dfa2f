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

/// What kind of work a task is.
public enum TaskType: String, CaseIterable, Sendable {
    case todo
    /// A telephone call; it ends with a result.
    case call
    case visit
    case letter
}

/// How a call went.
public enum CallResult: String, CaseIterable, Sendable {
    case noAnswer = "no_answer"
    case busy
    case leftVoicemail = "left_voicemail"
    case reached
}

/// Whose a task is.
public enum TaskOwner: Hashable, Sendable {
    /// Row of the user.
    case user(Int64)
    /// Row of the team: whoever of them takes it.
    case team(Int64)
}

/// A task to make: by a trigger, or by a person.
public struct TaskDraft: Hashable, Sendable {
    public var subject: String
    public var text: String
    public var type: TaskType
    public var priority: Int
    /// Whose it is; nil: whoever makes it decides.
    public var assignees: AssigneeRule?
    public var dueOn: CivilDate?

    public init(
        subject: String, text: String = "", type: TaskType = .todo, priority: Int = 5, assignees: AssigneeRule? = nil,
        dueOn: CivilDate? = nil
    ) {
        self.subject = subject
        self.text = text
        self.type = type
        self.priority = priority
        self.assignees = assignees
        self.dueOn = dueOn
    }
}
