import Domain
import Store

extension OutboxSender {
    public struct Configuration: Sendable {
        public var inFlight = 8
        public var retries = RetryPolicy.standard
        /// Whom mails are from.
        public var sender: MailAddress
        public var senderName = ""
        /// Milliseconds after which it looks again though nothing is known to wait.
        public var scanInterval: Int64 = 60_000
        /// Messages a channel's carrier is handed in a minute, at most; channels that are not here have no limit.
        public var perMinute: [Channel: Int] = [:]
        /// Where somebody who wants no more marketing is to turn: a mailto: or https: URI; nil: a mail to the sender.
        public var unsubscribeURI: String?

        public init(sender: MailAddress) { self.sender = sender }
    }

    /// What a run did.
    public struct Summary: Hashable, Sendable {
        public var sent = 0
        public var retried = 0
        public var failed = 0
        public var suppressed = 0

        mutating func count(_ outcome: MessageOutcome) {
            switch outcome {
            case .sent: sent += 1
            case .retry: retried += 1
            case .failed: failed += 1
            }
        }
    }
}
