import TestKit
import Testing

@testable import Systemd

@Suite("The program's code")
struct ProgramCodeTests {
    @Test("is out of memory once it is let go, but for what runs, and runs on")
    func release() throws {
        let before = try residentKilobytes()
        ProgramCode.release()
        let after = try residentKilobytes()
        #expect(before > 1_000)
        // Other tests run meanwhile.
        #expect(after < before / 2, "\(after) of \(before) kB")
        #expect(ProgramCode.mappings().count > 3)
    }

    /// Of mappings to be run (proc(5), smaps).
    private func residentKilobytes() throws -> Int {
        var isCode = false
        var sum = 0
        for line in try readFile("/proc/self/smaps").split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.first?.contains("-") == true { isCode = words[1] == "r-xp" && words.last?.hasPrefix("/") == true }
            if isCode, words.first == "Rss:" { sum += Int(words[1]) ?? 0 }
        }
        return sum
    }
}
