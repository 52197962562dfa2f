import TestKit
import Testing

@testable import Fuzzer

/// The seeds, and the same changed at random; the search for more is `Tests/Fuzzing/run`.
@Suite("Readers of foreign text")
struct FuzzingTests {
    @Test(
        "nothing that is read ends the process or breaks a rule",
        arguments: FuzzTarget.allCases)
    func seeds(target: FuzzTarget) async throws {
        let seeds =
            target == .zone
            ? ["/usr/share/zoneinfo/Europe/Dublin", "/usr/share/zoneinfo/Africa/Casablanca", "/usr/share/zoneinfo/UTC"]
            : [PackageFiles.path("Tests/Fuzzing/Seeds/\(target.rawValue)")]
        let result = try await run(
            [BuiltProducts.executable("Fuzzer"), target.rawValue] + seeds, patience: .seconds(300))
        #expect(result.exit == 0, "\(result.errors.suffix(2_000))")
        #expect(result.output.contains("5000 changed ones"))
    }
}
