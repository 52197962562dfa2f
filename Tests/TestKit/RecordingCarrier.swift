import Delivery

/// A carrier that writes down what it was given and answers as the test says; a script that waits at a `Gate` makes it hang.
public final class RecordingCarrier: Carrier {
    public let name = "recording"
    private let script: @Sendable (OutgoingMessage, _ attempt: Int) async -> DeliveryOutcome
    private let received = Watched<[OutgoingMessage]>([])

    /// - Parameter script: what to answer; the attempt counts from 1 for each Message-ID.
    public init(
        _ script: @escaping @Sendable (OutgoingMessage, _ attempt: Int) async -> DeliveryOutcome = { _, _ in .accepted }
    ) {
        self.script = script
    }

    /// Everything handed over so far, whatever was answered.
    public var deliveries: [OutgoingMessage] { received.value }

    public func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome {
        let attempt = received.update { received in
            received.append(message)
            return received.count { $0.messageID == message.messageID }
        }
        return await script(message, attempt)
    }

    /// Returns when at least so many deliveries have begun.
    public func waitForDeliveries(_ count: Int) async {
        await received.until { $0.count >= count }
    }
}
