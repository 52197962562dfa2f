/// Everything the daemon says of itself: the closed list from which log lines, journal entries and Monitor come.
///
/// The name opens the line and never changes its meaning; the message id is the journal's `MESSAGE_ID`, made with `systemd-id128 new`.
public enum EventKind: String, CaseIterable, Sendable {
    case started
    case stopping
    case stopped
    case reloaded
    case reloadRefused = "reload-refused"
    case clockStepped = "clock-stepped"
    case dueScan = "due-scan"
    case stormHeld = "storm-held"
    case followUpsReleased = "follow-ups-released"
    case followUpDecided = "follow-up-decided"
    case messageSettled = "message-settled"
    case messageBounced = "message-bounced"
    case messagesRescued = "messages-rescued"
    case statusChanged = "status-changed"
    case customersImported = "customers-imported"
    case customerMerged = "customer-merged"
    case customerErased = "customer-erased"
    case workflowApplied = "workflow-applied"
    case accessDenied = "access-denied"
    case connectionRefused = "connection-refused"
    case degraded
    case recovered
    case heartbeat
    case jobStarted = "job-started"
    case jobFinished = "job-finished"

    public var messageID: String {
        switch self {
        case .started: "788bc70c12dc4c7f892938f3a8abb861"
        case .stopping: "e2a6ef56fcc94e779c5d0381f344e52d"
        case .stopped: "80689530c61a46198ee5f74923b97e87"
        case .reloaded: "7755995ba6a643cdbf178fa274f6075a"
        case .reloadRefused: "37313e293e3d4b5cbdf9509dc3888b37"
        case .clockStepped: "935c0c80d5eb4cc1917a2fc74ae8c3dd"
        case .dueScan: "7c4ae1532ece4a30a94e95e48d5e0a2d"
        case .stormHeld: "1ede29e0f68c40849df6b2a57a4b7d72"
        case .followUpsReleased: "f8bab93c5060496b80a6686c351b321e"
        case .messageBounced: "ecc79378670345e7b25ad4c21f371f8c"
        case .jobStarted: "47d3f4e473364e03b2879da8f15b95dc"
        case .jobFinished: "219d6d234cc24f9183763093de20050c"
        case .followUpDecided: "3e736e103e144a0790887696405b0136"
        case .messageSettled: "d6313eba98ec40c9bd9df71f00e1e6c1"
        case .messagesRescued: "a6b7e973d4024efdbcb48c72a505032d"
        case .statusChanged: "f92b5e3010854b66bbe035625c54ef2f"
        case .customersImported: "32a57922a01a4b698060d3f2ab29e1e9"
        case .customerMerged: "2b7fce3f85f549e4b4b4b936d74813ee"
        case .customerErased: "71ef9199723e443c86b5b0446856c6d9"
        case .workflowApplied: "00812ecdc39142128fc6aea3f8115aa0"
        case .accessDenied: "9ffa64c783e94ce79aba0039a971f72e"
        case .connectionRefused: "7c2821fd0401476caeec5c0f5b5268af"
        case .degraded: "8f681707f4ee403ea355ef837bdc54aa"
        case .recovered: "22a5fc25306c42a7a486c409e82422ac"
        case .heartbeat: "dac515cda96e4b6b9454e3a0ea383a12"
        }
    }
}
