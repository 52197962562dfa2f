import Domain
import Synchronization

/// How many messages of each channel are in their carriers' hands.
final class InFlight: Sendable {
    private let counts = Mutex<[Channel: Int]>([:])

    var isEmpty: Bool { counts.withLock { $0.values.allSatisfy { $0 == 0 } } }

    /// How many more may be, where so many may at most; a reload may have made it fewer than there are.
    func places(_ channel: Channel, of limit: Int) -> Int {
        counts.withLock { max(0, limit - $0[channel, default: 0]) }
    }

    func began(_ channel: Channel) { counts.withLock { $0[channel, default: 0] += 1 } }
    func ended(_ channel: Channel) { counts.withLock { $0[channel, default: 0] -= 1 } }
}
