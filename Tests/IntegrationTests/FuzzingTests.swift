import TestKit
import Testing

/// What libFuzzer has found, and seeds changed at random; the search itself is `Tests/Fuzzing/run`.
@Suite("Readers of foreign text")
struct FuzzingTests {
    @Test(
        "nothing that is read ends the process or breaks a rule",
        arguments: ["call", "search", "schedule", "csv", "zone", "workflow", "template", "holidays", "report"])
    func seeds(target: String) async throws {
        let seeds =
            target == "zone"
            ? ["/usr/share/zoneinfo/Europe/Dublin", "/usr/share/zoneinfo/Africa/Casablanca", "/usr/share/zoneinfo/UTC"]
            : [PackageFiles.path("Tests/Fuzzing/Seeds/\(target)")]
        let result = try await run(
            [BuiltProducts.executable("Fuzzer"), target] + seeds, patience: .seconds(300))
        #expect(result.exit == 0, "\(result.errors.suffix(2_000))")
        #expect(result.output.contains("5000 changed ones"))
    }
}
