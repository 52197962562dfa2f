/// The Message-ID of a follow-up's message (RFC 5322, 3.6.4): derived from the period's UUID, the follow-up's key and the step in the
/// channel chain, so that whoever makes the message again, after a crash or a restore, makes it under the same name.
public struct MessageID: Hashable, Sendable, CustomStringConvertible {
    /// Not a host: `.invalid` is reserved (RFC 2606), and a host's name may change between two attempts.
    static let domain = "followupd.invalid"

    public let description: String

    public init(period: PeriodUUID, trigger: String, round: Int, occurrence: Int, step: Int) {
        description = "<\(period).\(trigger).\(round).\(occurrence).\(step)@\(Self.domain)>"
    }
}
