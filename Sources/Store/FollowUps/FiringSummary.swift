import Domain

/// What became of one follow-up that had come due: for logs, subscribers and forecasts, so by number, never by name.
public struct FollowUpDecision: Hashable, Sendable {
    public let followUpID: Int64
    public let customerNumber: String
    public let trigger: String
    public let fireAt: Timestamp
    public let state: FollowUpState
    public let reason: FollowUpReason
    public let taskID: Int64?
    public let messageID: Int64?
    public let isLate: Bool
}

/// What one batch of firing did.
public struct FiringSummary: Hashable, Sendable {
    /// What became of the first rows, in order; no more than a log is told, so that a storm is not held in memory.
    public var decisions: [FollowUpDecision] = []
    /// How many of them are told.
    public var mostTold = Store.toldDecisions
    public var examined = 0
    public var tasks = 0
    public var messages = 0
    public var moves = 0
    public var withheld = 0
    public var failed = 0
    public var replanned = 0
    public var late = 0
    /// Messages and moves that nobody had asked for or released: what a storm is made of.
    public var unconfirmed = 0
    /// By the storm guard.
    public var held = 0

    public init() {}

    public static func += (sum: inout FiringSummary, batch: FiringSummary) {
        sum.decisions += batch.decisions.prefix(max(0, sum.mostTold - sum.decisions.count))
        sum.examined += batch.examined
        sum.tasks += batch.tasks
        sum.messages += batch.messages
        sum.moves += batch.moves
        sum.withheld += batch.withheld
        sum.failed += batch.failed
        sum.replanned += batch.replanned
        sum.late += batch.late
        sum.unconfirmed += batch.unconfirmed
        sum.held += batch.held
    }

    /// Nobody is told of the rows to come.
    var isTold: Bool { decisions.count >= mostTold }

    mutating func tell(_ decision: FollowUpDecision) {
        if !isTold { decisions.append(decision) }
    }
}
