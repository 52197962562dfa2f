import Glibc
import Testing

/// Compares a text with a file of the package that was made from the same source. `FOLLOWUPD_GOLDEN=write ./Deploy/test --filter …` makes the
/// file anew; look at the difference before you commit it.
public func expectGolden(_ path: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = PackageFiles.path(path)
    if getenv("FOLLOWUPD_GOLDEN").map({ String(cString: $0) }) == "write" { try writeFile(text, to: file) }
    let golden = (try? readFile(file)) ?? ""
    guard golden != text else { return }
    let pairs = zip(
        golden.split(separator: "\n", omittingEmptySubsequences: false),
        text.split(separator: "\n", omittingEmptySubsequences: false))
    let line = pairs.enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
        "\(path) is not as the code has it, from line \((line?.offset ?? 0) + 1): \(line.map { "\($0.element.0) / \($0.element.1)" } ?? "its length"). Make it with FOLLOWUPD_GOLDEN=write.",
        sourceLocation: sourceLocation)
}
