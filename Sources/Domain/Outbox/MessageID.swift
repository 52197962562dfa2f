/// The Message-ID of a follow-up's message (RFC 5322, 3.6.4): derived from the period's UUID, the follow-up's key and the step in the
/// channel chain, so that whoever makes the message again, after a crash or a restore, makes it under the same name.
public struct MessageID: Hashable, Sendable, CustomStringConvertible {
    /// Not a host: `.invalid` is reserved (RFC 2606), and a host's name may change between two attempts.
    static let domain = "followupd.invalid"

    public let description: String

    /// - Parameters:
    ///   - origin: of the period, or of the task that the follow-up is about.
    ///   - member: code of the user, where a team is told member by member.
    public init(
        origin: PeriodUUID, trigger: String, round: Int, occurrence: Int, step: Int, member: String? = nil
    ) {
        let suffix = member.map { ".\($0)" } ?? ""
        description = "<\(origin).\(trigger).\(round).\(occurrence).\(step)\(suffix)@\(Self.domain)>"
    }
}
