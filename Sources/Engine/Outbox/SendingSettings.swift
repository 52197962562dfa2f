import Delivery
import Domain
import Synchronization

/// What sending goes by, which a reload may change while messages are on their way: each takes what holds when it begins.
final class SendingSettings: Sendable {
    struct Values: Sendable {
        let configuration: OutboxSender.Configuration
        let carriers: [Channel: any Carrier]
    }

    private let values: Mutex<Values>

    init(_ configuration: OutboxSender.Configuration, _ carriers: [Channel: any Carrier]) {
        values = Mutex(Values(configuration: configuration, carriers: carriers))
    }

    var current: Values { values.withLock { $0 } }

    func change(_ configuration: OutboxSender.Configuration, _ carriers: [Channel: any Carrier]) {
        values.withLock { $0 = Values(configuration: configuration, carriers: carriers) }
    }
}
