import Domain

/// What is worked out once for all who see the same customers, and anew after one has been erased.
struct SharedView<Value> {
    private let erasures: ErasureCount
    private var count: Int
    private var made: [Visibility: Value] = [:]

    init(_ erasures: ErasureCount) {
        self.erasures = erasures
        count = erasures.value
    }

    mutating func value(for actor: Actor, _ make: () async throws -> Value) async throws -> Value {
        let now = erasures.value
        if now != count { made = [:] }
        count = now
        if let known = made[actor.visibility] { return known }
        let value = try await make()
        made[actor.visibility] = value
        return value
    }
}
