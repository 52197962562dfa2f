import Domain
import Engine
import Glibc
import Store
import TestKit
import Testing

/// Years of an office in seconds: status changes, holidays, changes of the clocks, downtime, steps of the clock and kills, all drawn from a seed, so that a
/// failure can be repeated. One seed always has a thousand customers; FOLLOWUPD_LONG_TESTS=1 gives that to all and makes them more,
/// FOLLOWUPD_SIMULATION_SEED=N repeats one.
@Suite("An office through ten years")
struct SimulationTests {
    private static let seeds: [UInt64] =
        getenv("FOLLOWUPD_SIMULATION_SEED").flatMap { UInt64(String(cString: $0)) }.map { [$0] }
        ?? (Effort.isLong ? Array(1...8) : [1, 2, 3])

    /// A small office finds as much in a tenth of the time, but for what only many at once can show.
    private static func customers(seed: UInt64) -> Int { Effort.isLong || seed == 1 ? 1_000 : 60 }

    @Test("fires what a naive model says, once, never early, and explains the rest", arguments: seeds)
    func tenYears(seed: UInt64) async throws {
        var generator = SeededRandom(seed: seed)
        let customers = Self.customers(seed: seed)
        let office = try await SimulatedOffice(seed: seed)
        var model = NaiveOffice(holidays: SimulatedOffice.holidays)
        var now = SimulatedOffice.start
        for number in 0..<customers {
            now = now.adding(seconds: .random(in: 0..<20_000, using: &generator))
            let birthday = CivilDate(daysSinceEpoch: .random(in: 0..<9_000, using: &generator))
            let day = number % 10 == 0 ? CivilDate(year: 1980, month: 2, day: 29) ?? birthday : birthday
            try await office.add(number, birthday: day, now: now)
            model.add(zone: office.zone(number), birthday: day, now: now)
        }
        let end = now.adding(seconds: 10 * 366 * 86_400)
        var steps = 0
        while now < end {
            steps += 1
            // A few hours as a rule; days, and now and then months, of downtime.
            let gap: ClosedRange<Int64> =
                switch Int.random(in: 0..<40, using: &generator) {
                case 0: 3_600 * 24...86_400 * 60
                case 1...6: 86_400...86_400 * 6
                default: 3_600...86_400
                }
            now = now.adding(seconds: .random(in: gap, using: &generator))
            for _ in 0..<Int.random(in: 0...max(1, customers / 60), using: &generator) {
                let customer = Int.random(in: 0..<customers, using: &generator)
                let others = ["lead", "client", "dormant"].filter { $0 != model.status(customer) }
                let target = others[Int.random(in: 0..<others.count, using: &generator)]
                try await office.move(customer, to: target, now: now)
                model.move(customer, to: target, now: now)
            }
            // The clock is wrong for one look, to and fro.
            let step = Int.random(in: 0..<50, using: &generator)
            let shown = step == 0 ? now.adding(seconds: -90_000) : step == 1 ? now.adding(seconds: 20 * 86_400) : now
            let batch = Int.random(in: 1...60, using: &generator)
            let isKilled = Int.random(in: 0..<60, using: &generator) == 0
            let counted = try await office.scan(at: shown, batch: batch, killedAfter: isKilled ? 1 : nil)
            let expected = model.scan(now: shown)
            if steps % 40 == 0 || counted != expected {
                try await office.check(
                    against: model, now: shown, what: "step \(steps) at \(shown.rfc3339()), seed \(seed)")
            }
            try #require(counted == expected)
        }
        try await office.check(against: model, now: end, what: "the end, seed \(seed)")
        #expect(model.fired.count > customers * 40 && model.moves > customers / 4)
    }
}
