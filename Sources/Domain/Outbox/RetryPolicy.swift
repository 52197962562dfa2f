/// When to try again what did not go: exponential backoff with jitter, up to a longest wait and a number of attempts.
public struct RetryPolicy: Hashable, Sendable {
    /// Milliseconds before the second attempt.
    public var first: Int64
    /// The longest wait in milliseconds. Also bounds how far ahead a stored retry may lie after the clock was set back.
    public var longest: Int64
    public var attempts: Int

    /// Half a minute, doubling to an hour, for about five days: as long as a mail server keeps trying (RFC 5321, 4.5.4.1).
    public static let standard = RetryPolicy(first: 30_000, longest: 3_600_000, attempts: 126)

    public init(first: Int64, longest: Int64, attempts: Int) {
        self.first = first
        self.longest = longest
        self.attempts = attempts
    }

    /// Milliseconds to wait after `attempt` attempts (1 or more) have failed; nil when tries have run out.
    /// - Parameter jitter: from 0 to 1; the wait is between half and the whole of the exponential step, so that a burst spreads out.
    public func wait(afterAttempt attempt: Int, jitter: Double) -> Int64? {
        guard attempt < attempts else { return nil }
        let doublings = min(max(attempt - 1, 0), 40)
        let (product, overflow) = first.multipliedReportingOverflow(by: Int64(1) << Int64(doublings))
        let step = overflow ? longest : min(product, longest)
        return step / 2 + Int64(Double(step / 2) * min(max(jitter, 0), 1))
    }
}
