import FoundationEssentials
import Testing

/// The package as it lies on disk, found from where this file was compiled.
enum SourceTree {
    struct File {
        /// From the top of the repository.
        let path: String
        let lines: [Substring]

        /// `Sources/NAME/…`
        var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
        var name: Substring { path.split(separator: "/").last ?? "" }
    }

    static let root: String = {
        // ROOT/Tests/ArchitectureTests/SourceTree.swift
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/")
    }()

    static func files(under folder: String = "Sources", suffix: String = ".swift") throws -> [File] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")
        return try paths.filter { $0.hasSuffix(suffix) }.sorted().map { path in
            let bytes = try #require(FileManager.default.contents(atPath: "\(root)/\(folder)/\(path)"))
            let text = String(decoding: bytes, as: UTF8.self)
            return File(path: "\(folder)/\(path)", lines: text.split(separator: "\n", omittingEmptySubsequences: false))
        }
    }
}
