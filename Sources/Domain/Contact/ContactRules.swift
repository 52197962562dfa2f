/// Whether and how a customer may be reached. The one order of precedence, for firing and for sending alike; the first rule that objects gives
/// the reason:
///
/// 1. `doNotMarket`: a marketing message to a customer who wants none. Nothing of the chain is used.
/// 2. For each step of the chain, in turn:
///    a. `doNotCall`, for a call;
///    b. `optedOut` of the channel;
///    c. `noAddress` for it;
///    d. `bounced`: messages to that address have come back.
///    The first step without an objection is taken. If there is none, the reason of the first step stands.
/// 3. `capped`: the customer has got as many messages as the cap allows. A capped message does not fall back. Calls are not counted.
///
/// Quiet hours come last, and only hold a message back; they refuse nothing. Members of staff have no such wishes: they need an address only.
public enum ContactRules {
    /// Why a step may not be taken to reach a customer; nil if it may.
    public static func objection(
        to step: ContactStep, _ contact: ContactFacts, purpose: TemplateSpecification.Purpose
    ) -> FollowUpReason? {
        if purpose == .marketing, contact.wishes.doNotMarket { return .doNotMarket }
        switch step {
        case .call:
            if contact.wishes.doNotCall { return .doNotCall }
            return contact.canBeCalled ? nil : .noAddress
        case .message(.webhook): return nil
        case .message(let channel):
            if contact.wishes.optOuts.contains(channel) { return .optedOut }
            guard contact.addresses[channel] != nil else { return .noAddress }
            return contact.bounced.contains(channel) ? .bounced : nil
        }
    }

    /// The place in the chain, from `start` on, of the first step that may be taken; or why none may be.
    public static func choose(
        _ chain: [ContactStep], from start: Int = 0, _ contact: ContactFacts, purpose: TemplateSpecification.Purpose
    ) -> Result<Int, ContactRefusal> {
        var refusal: FollowUpReason?
        for index in chain.indices.dropFirst(start) {
            guard let objection = objection(to: chain[index], contact, purpose: purpose) else { return .success(index) }
            refusal = refusal ?? objection
        }
        return .failure(ContactRefusal(reason: refusal ?? .noAddress))
    }
}

public struct ContactRefusal: Error, Hashable, Sendable {
    public let reason: FollowUpReason
}

/// How a customer can be reached, and what it wishes.
public struct ContactFacts: Hashable, Sendable {
    public var addresses: [Channel: String]
    public var canBeCalled: Bool
    public var wishes: ContactWishes
    /// Channels whose address is on the bounce list.
    public var bounced: Set<Channel>

    public init(
        addresses: [Channel: String], canBeCalled: Bool, wishes: ContactWishes, bounced: Set<Channel> = []
    ) {
        self.addresses = addresses
        self.canBeCalled = canBeCalled
        self.wishes = wishes
        self.bounced = bounced
    }
}

/// At most so many messages to one customer in so many days.
public struct ContactCap: Hashable, Sendable {
    public var messages: Int
    public var days: Int

    public init(messages: Int, days: Int) {
        self.messages = messages
        self.days = days
    }

    public var milliseconds: Int64 { Int64(days) * 86_400_000 }
}
