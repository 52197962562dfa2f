import Domain
import Synchronization

/// Keeps each channel to so many messages a minute: a bucket that fills evenly, with room for a tenth of a minute's worth at once.
final class SendingPace: Sendable {
    private struct Bucket {
        var level: Double
        var at: Timestamp
    }

    private let buckets = Mutex<[Channel: Bucket]>([:])

    /// How many messages of each channel may be claimed now.
    func limits(atMost count: Int, perMinute: [Channel: Int], now: Timestamp) -> [Channel: Int] {
        buckets.withLock { buckets in
            Dictionary(
                uniqueKeysWithValues: Channel.allCases.map { channel in
                    guard let rate = perMinute[channel] else { return (channel, count) }
                    let level = Self.fill(&buckets, channel, rate: rate, now: now)
                    return (channel, min(count, Int(level)))
                })
        }
    }

    func took(_ channels: [Channel], perMinute: [Channel: Int], now: Timestamp) {
        buckets.withLock { buckets in
            for channel in channels {
                guard let rate = perMinute[channel] else { continue }
                _ = Self.fill(&buckets, channel, rate: rate, now: now)
                buckets[channel]?.level -= 1
            }
        }
    }

    /// When the next message of a channel may go.
    func next(_ channel: Channel, perMinute: [Channel: Int], now: Timestamp) -> Timestamp {
        guard let rate = perMinute[channel] else { return now }
        let level = buckets.withLock { Self.fill(&$0, channel, rate: rate, now: now) }
        return level >= 1 ? now : now.adding(milliseconds: Int64((1 - level) * 60_000 / Double(rate)) + 1)
    }

    private static func fill(
        _ buckets: inout [Channel: Bucket], _ channel: Channel, rate: Int, now: Timestamp
    ) -> Double {
        let room = max(1, Double(rate) / 10)
        var bucket = buckets[channel] ?? Bucket(level: room, at: now)
        // A clock that was set back fills nothing.
        let passed = max(0, Double(now.milliseconds(since: bucket.at)))
        bucket.level = min(room, bucket.level + passed * Double(rate) / 60_000)
        bucket.at = now
        buckets[channel] = bucket
        return bucket.level
    }
}
