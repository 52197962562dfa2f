import Domain
import Store

/// Notices that the system's time zone files have changed, so that a tzdata update reaches what is planned.
struct ZoneWatch: Sendable {
    let store: Store
    let clock: any WallClock
    let events: EventLog
    let condition: EngineCondition
    /// Called where much is to be counted anew.
    let onChange: @Sendable () -> Void

    /// Goes by the rules of the files as they are now.
    /// - Throws: `ZoneError` if one is missing or cannot be read; the rules stay as they were, and health says so until they can. `StoreError` if what
    ///   follows from it cannot be written.
    func look() async throws {
        do {
            let changed = try await store.adoptZoneRules(now: clock.now())
            condition.recovered(EngineCondition.zones)
            guard !changed.isEmpty else { return }
            events.record(Event(.zonesChanged, ["zones": changed.joined(separator: ",")]))
            onChange()
        } catch let error as ZoneError {
            condition.degraded(EngineCondition.zones, error)
            throw error
        }
    }
}
