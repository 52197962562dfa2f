/// Everything the daemon says of itself: the closed list from which log lines, journal entries and Monitor come.
///
/// The name opens the line and never changes its meaning. What each means stands in its description.
public enum EventKind: String, CaseIterable, Sendable {
    // Of the service itself.
    case started
    case schemaMigrating = "schema-migrating"
    case schemaMigrated = "schema-migrated"
    case restored
    case stopping
    case stopped
    case reloaded
    case reloadRefused = "reload-refused"
    case clockStepped = "clock-stepped"
    case clockDoubted = "clock-doubted"
    case zonesChanged = "zones-changed"
    case degraded
    case recovered
    case heartbeat
    case backupMade = "backup-made"
    case integrityChecked = "integrity-checked"
    case accessDenied = "access-denied"
    case connectionRefused = "connection-refused"

    // Of the work.
    case dueScan = "due-scan"
    case followUpDecided = "follow-up-decided"
    case stormHeld = "storm-held"
    case messageSettled = "message-settled"
    case messageBounced = "message-bounced"
    case messagesRescued = "messages-rescued"
    case jobStarted = "job-started"
    case jobFinished = "job-finished"

    // Of what people change.
    case followUpsReleased = "follow-ups-released"
    case statusChanged = "status-changed"
    case customersImported = "customers-imported"
    case customerMerged = "customer-merged"
    case customerErased = "customer-erased"
    case workflowApplied = "workflow-applied"

    public var messageID: String { described.messageID }
}
