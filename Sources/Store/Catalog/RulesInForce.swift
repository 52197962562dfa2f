import Domain
import Synchronization

/// The rules of time zones by which everything is dated, until others are adopted as a whole.
final class RulesInForce: Sendable {
    private let source: ZoneSource
    private let known = Mutex<[String: ZoneRules]>([:])

    init(_ source: @escaping ZoneSource) { self.source = source }

    /// - Throws: what the source throws of a zone that it was never asked for.
    func rules(of zone: String) throws -> ZoneRules {
        if let rules = known.withLock({ $0[zone] }) { return rules }
        let rules = try source(zone)
        known.withLock { $0[zone] = rules }
        return rules
    }

    /// What the source says now, which is not in force by that.
    func newRules(of zone: String) throws -> ZoneRules { try source(zone) }

    func adopt(_ rules: some Sequence<ZoneRules>) {
        known.withLock { known in
            known = [:]
            for rules in rules { known[rules.identifier] = rules }
        }
    }
}
