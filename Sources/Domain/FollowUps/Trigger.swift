/// A rule of a status, or of tasks: when it fires, and what it makes.
public struct Trigger: Hashable, Sendable, Identifiable {
    public let id: Int64
    /// nil: a rule of tasks.
    public let statusID: Int64?
    public var specification: TriggerSpecification
    /// Order among triggers that fire at one instant.
    public var position: Int
    /// Grows with every edit; a follow-up planned by an older revision is planned anew instead of fired.
    public var revision: Int
    public var isEnabled: Bool
    /// No longer used; kept because the ledger names it.
    public var isRetired: Bool

    public init(
        id: Int64, statusID: Int64?, specification: TriggerSpecification, position: Int, revision: Int, isEnabled: Bool,
        isRetired: Bool
    ) {
        self.id = id
        self.statusID = statusID
        self.specification = specification
        self.position = position
        self.revision = revision
        self.isEnabled = isEnabled
        self.isRetired = isRetired
    }

    public var code: String { specification.code }
    public var isInForce: Bool { isEnabled && !isRetired }
}

/// What a person says of a trigger when adding it.
public struct TriggerSpecification: Hashable, Sendable {
    public var code: String
    public var name: String
    public var timing: TriggerTiming
    public var action: TriggerAction
    /// Too late to be of use after this long past the planned instant; nil: never too late.
    public var skipAfter: TimeSpan?
    /// nil: it fires once.
    public var repeats: TriggerRepeat?
    /// What has to be true of the customer when it fires; nil: nothing.
    public var condition: SearchExpression?
    /// Of a rule of tasks: only tasks of that type; nil: all.
    public var taskType: TaskType?

    public init(
        code: String, name: String, timing: TriggerTiming, action: TriggerAction, skipAfter: TimeSpan? = nil,
        repeats: TriggerRepeat? = nil, condition: SearchExpression? = nil, taskType: TaskType? = nil
    ) {
        self.code = code
        self.name = name
        self.timing = timing
        self.action = action
        self.skipAfter = skipAfter
        self.repeats = repeats
        self.condition = condition
        self.taskType = taskType
    }

    /// Whether further occurrences follow the first: by its repetition, or from year to year.
    public var recurs: Bool { repeats != nil || timing.basis.isYearly }
}

/// Fires again every so often: occurrence k lies k times `every` after the first.
public struct TriggerRepeat: Hashable, Sendable {
    public var every: TimeSpan
    /// How often at most, the first included; nil: until the status is left.
    public var times: Int?

    public init(every: TimeSpan, times: Int? = nil) {
        self.every = every
        self.times = times
    }
}
