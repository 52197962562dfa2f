import AsyncHTTPClient
import Crypto
import Domain
import FoundationEssentials

/// Posts a message as JSON (``MessageDocument``) to a URL of the administrator's.
///
/// Headers beside the content type:
///
/// | header | |
/// | --- | --- |
/// | `Followupd-Message-Id` | the same at every attempt, so a receiver can drop repetitions |
/// | `Followupd-Timestamp` | when it was posted, seconds since the Unix epoch |
/// | `Followupd-Signature` | `v1=` and the hexadecimal HMAC-SHA256 of timestamp, `.` and body, by the shared secret; absent without one |
///
/// The signature covers the time, so a receiver can refuse what was recorded and is played again. Redirects are not followed: a message goes
/// where the administrator said.
///
/// | status | outcome |
/// | --- | --- |
/// | 2xx | accepted |
/// | 408, 425, 429, 5xx | tried again |
/// | any other | failed |
/// | no answer, or none in time | tried again |
public struct WebhookCarrier: Carrier {
    public let name: String
    private let url: String
    private let secret: SymmetricKey?
    private let timeout: Duration
    private let slots: WebhookSlots
    private let connections: WebhookConnections
    /// Seconds since the Unix epoch; of the wall clock but in tests.
    private let now: @Sendable () -> Int64

    /// - Parameters:
    ///   - url: http or https.
    ///   - secret: shared with the receiver; nil: nothing is signed.
    ///   - inFlight: posts under way at once, at most; more wait.
    ///   - now: what stands in the timestamp, in seconds since the Unix epoch.
    /// - Throws: ``DeliveryError/invalidWebhook(_:)``.
    public init(
        name: String = "webhook", url: String, secret: String?, timeout: Duration, inFlight: Int = 4,
        now: @escaping @Sendable () -> Int64
    ) throws(DeliveryError) {
        guard url.hasPrefix("http://") || url.hasPrefix("https://"), let parsed = URL(string: url),
            parsed.host()?.isEmpty == false, url.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .invalidWebhook("is no http or https URL") }
        self.name = name
        self.url = url
        self.secret = secret.map { SymmetricKey(data: Array($0.utf8)) }
        self.timeout = timeout
        self.now = now
        slots = WebhookSlots(inFlight)
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        connections = WebhookConnections(configuration)
    }

    public func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome {
        guard let body = MessageDocument(message).json else {
            return .failed(reason: "the message cannot be written as JSON")
        }
        return await slots.with { await post(body, messageID: message.messageID) }
    }

    private func post(_ body: [UInt8], messageID: String) async -> DeliveryOutcome {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        let timestamp = String(now())
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: "followupd")
        request.headers.add(name: "Followupd-Message-Id", value: messageID)
        request.headers.add(name: "Followupd-Timestamp", value: timestamp)
        if let secret {
            var signer = HMAC<SHA256>(key: secret)
            signer.update(data: Array("\(timestamp).".utf8))
            signer.update(data: body)
            request.headers.add(name: "Followupd-Signature", value: "v1=\(hexadecimal(signer.finalize()))")
        }
        request.body = .bytes(body)
        do {
            // A task of its own: a delivery goes on whatever becomes of the caller.
            let milliseconds = Int64(timeout / .milliseconds(1))
            let status = try await Task { [connections, request] in
                try await connections.client.execute(request, timeout: .milliseconds(milliseconds)).status.code
            }.value
            return Self.outcome(status: status)
        } catch {
            return .retry(reason: "no answer: \(String(describing: error).prefix(120))")
        }
    }

    static func outcome(status: UInt) -> DeliveryOutcome {
        switch status {
        case 200..<300: .accepted
        case 408, 425, 429, 500..<600: .retry(reason: "the receiver answered \(status)")
        default: .failed(reason: "the receiver answered \(status)")
        }
    }

    private func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}

/// The client's connections, which end when nobody holds them any more: the service stops, or a reload has put another carrier in the place.
private final class WebhookConnections: Sendable {
    let client: HTTPClient

    init(_ configuration: HTTPClient.Configuration) {
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    deinit {
        // It keeps itself until it has ended.
        client.shutdown { _ in }
    }
}

/// Lets so many in at once; the others wait in turn.
private actor WebhookSlots {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = max(1, count) }

    func with<Value: Sendable>(_ body: @Sendable () async -> Value) async -> Value {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
        defer { if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() } }
        return await body()
    }
}
