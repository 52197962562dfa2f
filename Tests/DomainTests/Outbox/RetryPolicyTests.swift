import Testing

@testable import Domain

@Suite("Retry policy")
struct RetryPolicyTests {
    @Test("the wait doubles up to the longest, then stays")
    func doubling() {
        let policy = RetryPolicy(first: 1_000, longest: 60_000, attempts: 100)
        let waits = (1...9).map { policy.wait(afterAttempt: $0, jitter: 1) }
        #expect(waits == [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000])
    }

    @Test(
        "jitter keeps between half and the whole",
        arguments: [(0.0, 4_000), (0.5, 6_000), (1.0, 8_000), (-3, 4_000), (7, 8_000)])
    func jitter(jitter: Double, expected: Int64) {
        #expect(
            RetryPolicy(first: 1_000, longest: 60_000, attempts: 9).wait(afterAttempt: 4, jitter: jitter) == expected)
    }

    @Test("tries run out after the last attempt, and not before")
    func attempts() {
        let policy = RetryPolicy(first: 1_000, longest: 60_000, attempts: 3)
        #expect(policy.wait(afterAttempt: 2, jitter: 0) != nil)
        #expect(policy.wait(afterAttempt: 3, jitter: 0) == nil)
        #expect(policy.wait(afterAttempt: .max, jitter: 0) == nil)
    }

    @Test("no attempt overflows or waits longer than the longest")
    func bounds() {
        let policy = RetryPolicy(first: .max / 2, longest: 3_600_000, attempts: .max)
        for attempt in [0, 1, 2, 40, 41, 63, 64, 10_000, .max - 1] {
            let wait = policy.wait(afterAttempt: attempt, jitter: 1)
            #expect(wait == 3_600_000)
        }
    }

    @Test("the standard one keeps trying for about five days")
    func standard() {
        let total = (1..<RetryPolicy.standard.attempts).compactMap {
            RetryPolicy.standard.wait(afterAttempt: $0, jitter: 1)
        }
        .reduce(0, +)
        #expect((4.5...5.5).contains(Double(total) / 86_400_000))
    }
}
