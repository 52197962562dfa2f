import Testing

@testable import Domain

@Suite("Message-IDs")
struct MessageIDTests {
    private let period = PeriodUUID(high: 0x0123_4567_89ab_cdef, low: 0xff)

    @Test("the same key gives the same name, any other key another")
    func identity() {
        let name = MessageID(origin: period, trigger: "welcome", round: 1, occurrence: 2, step: 3)
        #expect(name.description == "<0123456789abcdef00000000000000ff.welcome.1.2.3@followupd.invalid>")
        #expect(name == MessageID(origin: period, trigger: "welcome", round: 1, occurrence: 2, step: 3))
        let others = [
            MessageID(origin: PeriodUUID(high: 1, low: 1), trigger: "welcome", round: 1, occurrence: 2, step: 3),
            MessageID(origin: period, trigger: "welcome-1", round: 1, occurrence: 2, step: 3),
            MessageID(origin: period, trigger: "welcome", round: 12, occurrence: 2, step: 3),
            MessageID(origin: period, trigger: "welcome", round: 1, occurrence: 3, step: 3),
            MessageID(origin: period, trigger: "welcome", round: 1, occurrence: 2, step: 0),
        ]
        #expect(Set(others + [name]).count == 6)
    }

    @Test("no code that is allowed can make one too long for a header or two alike")
    func length() {
        let code = String(repeating: "A", count: 64)
        #expect(FieldRule.code.objection(to: code) == nil)
        #expect(FieldRule.code.objection(to: "a.1") != nil)
        let name = MessageID(origin: period, trigger: code, round: .max, occurrence: .max, step: .max)
        #expect(name.description.utf8.count <= 250)
    }

    @Test("a period's UUID survives its bytes")
    func bytes() {
        #expect(PeriodUUID(bytes: period.bytes) == period)
        #expect(period.bytes.count == 16)
        #expect(PeriodUUID(bytes: period.bytes.dropLast()) == nil)
    }

    @Test("a period's UUID is of version 7: later ones come after earlier ones, and no two of one instant are alike")
    func timeOrdered() {
        let now = Timestamp(milliseconds: 1_790_000_000_123)
        let made = (0..<1_000).map { _ in PeriodUUID.make(at: now) }
        #expect(Set(made).count == made.count)
        for uuid in made {
            #expect(uuid.high >> 16 == 1_790_000_000_123)
            #expect(uuid.description.prefix(13).last == "7")
            #expect("89ab".contains(uuid.description.dropFirst(16).first ?? "-"))
        }
        #expect(PeriodUUID.make(at: now.adding(milliseconds: 1)).high > (made.map(\.high).max() ?? .max))
        // By a clock that has never been set.
        #expect(PeriodUUID.make(at: Timestamp(milliseconds: -1)).high >> 16 == 0)
    }
}
