/// A condition did not come to hold in time.
public struct DeadlinePassed: Error, CustomStringConvertible {
    public let description: String
}

/// Asks again and again until there is an answer.
/// - Parameters:
///   - what: What is waited for, for the error.
///   - patience: How long to go on asking.
///   - answer: Nil if it is too early to tell.
/// - Returns: The first answer.
/// - Throws: `DeadlinePassed`, or what `answer` throws.
public func poll<Answer>(
    for what: String, patience: Duration = .seconds(20), _ answer: () async throws -> Answer?
) async throws -> Answer {
    let deadline = ContinuousClock.now + patience
    while true {
        if let answer = try await answer() { return answer }
        guard ContinuousClock.now < deadline else {
            throw DeadlinePassed(description: "\(what): not within \(patience).")
        }
        try await Task.sleep(for: .milliseconds(10))
    }
}
