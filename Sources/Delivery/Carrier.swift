/// What hands a message over: a spool directory, a mail program, a command of the administrator's.
///
/// `deliver` never throws, and finishes whatever becomes of the task that called it: cancelling that task must not
/// tear a delivery in half, because a message half handed over is one that will be sent twice. A shutdown therefore
/// waits for at most the carrier's time-out.
public protocol Carrier: Sendable {
    /// What the carrier is called in logs and in the record of a message.
    var name: String { get }

    /// Hands `message` over. Delivery is at-least-once: after `.retry` the recipient may have it nevertheless.
    func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome

    /// Destroys what the carrier still has of messages, since the customer has been erased. What it handed on is out of reach.
    /// - Throws: ``DeliveryError`` if something cannot be removed.
    func forget(_ messageIDs: [String]) async throws

    /// Likewise for all messages whose Message-ID ends in `@` and `domain`.
    func forget(domain: String) async throws
}

extension Carrier {
    /// Most carriers keep nothing.
    public func forget(_ messageIDs: [String]) async throws {}
    public func forget(domain: String) async throws {}
}

/// What became of one attempt to hand a message over.
///
/// A reason is one short line. It holds nothing about the customer beyond what the mail program itself printed, and of
/// that not the recipient's address.
public enum DeliveryOutcome: Sendable, Equatable {
    /// The carrier has taken responsibility for the message.
    case accepted
    /// Not now, or not known (a time-out): the same message is to be tried again later.
    case retry(reason: String)
    /// Never, for this message or this recipient: trying again is of no use.
    case failed(reason: String)
}
