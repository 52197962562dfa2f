import Domain
import Store

/// Something that a forecast says will happen.
public struct Prediction: Hashable, Sendable {
    public enum Product: String, Sendable { case task, call, message, move, nothing }

    public let at: Timestamp
    public let customerNumber: String
    public let trigger: String
    public let state: FollowUpState
    public let reason: FollowUpReason
    public let makes: Product
    /// Whose task it is, or to whom the message goes; the status of a move.
    public let whom: String
    public let subject: String
    public let zone: ZoneRules
}

/// Tells what will be made, when and for whom, if nobody changes anything: the very planner and firing of the engine, on a virtual clock, over scratch
/// stores in memory of some customers at a time. Changes nothing.
public struct Forecaster: Sendable {
    /// Customers looked at together.
    static let slice = 1_000

    /// Firings that a forecast works out at most: a rule that repeats every second would keep it busy for ever.
    static let mostFirings = 2_000_000

    private let store: Store
    private let maker: FollowUpMaker
    private let cap: @Sendable () -> ContactCap?

    public init(store: Store, maker: FollowUpMaker, cap: @autoclosure @escaping @Sendable () -> ContactCap?) {
        self.store = store
        self.maker = maker
        self.cap = cap
    }

    /// Hands over what will happen until an instant, slice by slice, in each by time.
    /// - Parameters:
    ///   - number: only this customer's.
    ///   - actor: whose sight counts: customers whom he does not see at the start are left out.
    public func run(
        from now: Timestamp, until end: Timestamp, number: String? = nil, for actor: Actor,
        _ take: (Prediction) throws -> Void
    ) async throws {
        var last: Int64 = 0
        var firings = 0
        while let (scratch, reached) = try await store.scratch(
            after: last, limit: Self.slice, number: number, for: actor, now: now)
        {
            try Task.checkCancellation()
            last = reached
            let visible = actor.visibility.seesEverything ? nil : try await scratch.visibleNumbers(for: actor)
            try await scratch.assumeSent(now: now)
            try await run(scratch, from: now, until: end, counting: &firings) { prediction in
                if visible?.contains(prediction.customerNumber) ?? true { try take(prediction) }
            }
            try scratch.close()
        }
    }

    private func run(
        _ scratch: Store, from now: Timestamp, until end: Timestamp, counting firings: inout Int,
        _ take: (Prediction) throws -> Void
    ) async throws {
        var time = now
        while let next = try await scratch.nextFiring(), next <= end {
            try Task.checkCancellation()
            guard firings < Self.mostFirings else { throw ForecastTooLong() }
            time = max(time, next)
            var summary = FiringSummary()
            summary.mostTold = .max
            repeat {
                let batch = try await scratch.fireDue(now: time, limit: 5_000, cap: cap(), told: .max) { [maker] in
                    try maker.decide($0)
                }
                if batch.examined == 0 { break }
                summary += batch
            } while true
            firings += summary.examined
            let predictions = try await scratch.describe(summary.decisions)
            for (decision, made) in zip(summary.decisions, predictions) where decision.reason != .coalesced {
                try take(Prediction(decision, made, at: time))
            }
            try await scratch.assumeSent(now: time)
        }
    }
}

extension Prediction {
    init(_ decision: FollowUpDecision, _ made: DescribedDecision, at time: Timestamp) {
        let product: Product =
            switch made.product {
            case .task(.call): .call
            case .task: .task
            case .message: .message
            case .move: .move
            case nil: .nothing
            }
        self.init(
            at: time, customerNumber: decision.customerNumber, trigger: decision.trigger, state: decision.state,
            reason: decision.reason, makes: product, whom: made.whom, subject: made.subject, zone: made.zone)
    }
}

/// More is to come than a forecast works out.
public struct ForecastTooLong: Error, CustomStringConvertible {
    public var description: String {
        "More than \(Forecaster.mostFirings) follow-ups are to come until then; ask for fewer days, or for one customer."
    }
}
