/// What is known of a kind of event before one happens. Log lines, the journal's catalog, followupd-log(7) and their tests come from it.
public struct EventDescription: Sendable {
    /// The journal's MESSAGE_ID, made with `systemd-id128 new`; never changed, never used again.
    public let messageID: String
    /// Unless the event says another.
    public let level: Event.Level
    /// The catalog's headline; `@FOLLOWUPD_…@` stands for a field.
    public let subject: String
    /// In the order in which the line shows them; an event may leave some out.
    public let fields: [EventField]
    /// What it means and what to do, in lines as the catalog shows them.
    public let text: String

    init(
        _ messageID: String, level: Event.Level = .info, _ subject: String, _ fields: [EventField], _ text: String
    ) {
        self.messageID = messageID
        self.level = level
        self.subject = subject
        self.fields = fields
        self.text = text
    }

    /// Whether an event with these keys keeps to it: only described fields, in their order, and only words of the closed lists.
    public func covers(_ event: [Event.Field]) -> Bool {
        var rest = fields[...]
        for field in event {
            guard let index = rest.firstIndex(where: { $0.key == field.key }) else { return false }
            guard rest[index].words.isEmpty || rest[index].words.contains(field.value) else { return false }
            rest = rest[(index + 1)...]
        }
        return true
    }
}

extension EventKind {
    /// The catalogue: every kind of event there is.
    public var described: EventDescription {
        switch self {
        case .started: .started
        case .schemaMigrating: .schemaMigrating
        case .schemaMigrated: .schemaMigrated
        case .restored: .restored
        case .stopping: .stopping
        case .stopped: .stopped
        case .reloaded: .reloaded
        case .reloadRefused: .reloadRefused
        case .clockStepped: .clockStepped
        case .clockDoubted: .clockDoubted
        case .zonesChanged: .zonesChanged
        case .degraded: .degraded
        case .recovered: .recovered
        case .heartbeat: .heartbeat
        case .backupMade: .backupMade
        case .integrityChecked: .integrityChecked
        case .accessDenied: .accessDenied
        case .connectionRefused: .connectionRefused
        case .dueScan: .dueScan
        case .followUpDecided: .followUpDecided
        case .stormHeld: .stormHeld
        case .messageSettled: .messageSettled
        case .messageBounced: .messageBounced
        case .messagesRescued: .messagesRescued
        case .jobStarted: .jobStarted
        case .jobFinished: .jobFinished
        case .followUpsReleased: .followUpsReleased
        case .statusChanged: .statusChanged
        case .customersImported: .customersImported
        case .customerMerged: .customerMerged
        case .customerErased: .customerErased
        case .workflowApplied: .workflowApplied
        }
    }
}
