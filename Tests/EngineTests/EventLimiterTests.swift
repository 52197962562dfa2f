import Domain
import Engine
import TestKit
import Testing

@Suite("Lines in the log")
struct EventLimiterTests {
    @Test("a flood of calls that are refused makes one line in the log a second and a caller")
    func denials() {
        let limiter = EventLimiter()
        let start = Office.monday
        #expect(limiter.admit("1000 ana", at: start) == 0)
        for number in 1...10_000 {
            #expect(limiter.admit("1000 ana", at: start.adding(milliseconds: Int64(number % 1_000))) == nil)
        }
        #expect(limiter.admit("1000 ben", at: start) == 0)
        #expect(limiter.admit("1000 ana", at: start.adding(milliseconds: 1_000)) == 10_000)
        // A clock set back silences nobody.
        #expect(limiter.admit("1000 ana", at: start) == 0)
        // Beyond a thousand callers the earlier ones are forgotten.
        for uid in 2_000..<12_000 { #expect(limiter.admit("\(uid)", at: start) == 0) }
        #expect(limiter.admit("2000", at: start) == 0)
    }
}
