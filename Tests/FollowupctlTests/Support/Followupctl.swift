import TestKit

/// The real followupctl, which is built next to the tests.
enum Followupctl {
    static let path = BuiltProducts.executable("followupctl")

    static func run(
        _ arguments: [String], input: String? = nil, environment: [String: String] = [:]
    ) async throws -> CommandResult {
        // Instants are printed in the zone of who reads them.
        let environment = ["TZ": "UTC"].merging(environment) { _, own in own }
        return try await TestKit.run([path] + arguments, environment: environment, input: input)
    }
}

extension CommandResult {
    /// Of its output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }
}
