import FoundationEssentials
import Testing

@Suite("What may import what")
struct ImportTests {
    /// Target → the modules it may import, ours first. DESIGN.md, section 3, is where this comes from.
    private static let allowed: [String: Set<String>] = [
        "Domain": [],
        "Store": ["Domain", "GRDB", "GRDBSQLite", "FoundationEssentials", "Glibc", "Synchronization"],
        "Delivery": [
            "Domain", "Subprocess", "SystemPackage", "AsyncHTTPClient", "Crypto", "FoundationEssentials",
            "Glibc",
            "Synchronization",
        ],
        "Engine": [
            "Domain", "Store", "Delivery", "Mustache", "ServiceLifecycle", "Logging", "Glibc", "Synchronization",
            "FoundationEssentials",
        ],
        "Varlink": [
            "NIOCore", "NIOPosix", "NIOExtras", "FoundationEssentials", "Glibc", "Synchronization", "Dispatch",
        ],
        "ControlAPI": ["Domain"],
        "Control": [
            "Domain", "Store", "Engine", "ControlAPI", "Varlink", "Yams", "FoundationEssentials", "Glibc",
            "Synchronization",
        ],
        "CSystemd": [],
        "Systemd": ["Domain", "Engine", "CSystemd", "Logging", "Dispatch", "Glibc", "Synchronization"],
        "followupctl": [
            "Domain", "ControlAPI", "Varlink", "ArgumentParser", "FoundationEssentials", "Glibc", "Synchronization",
        ],
        "followupd": [
            "Domain", "Store", "Engine", "Delivery", "Varlink", "ControlAPI", "Control", "Systemd", "CSystemd",
            "ArgumentParser", "Configuration",
            "ServiceLifecycle", "Logging", "SystemPackage", "Glibc", "Synchronization", "UnixSignals",
            "FoundationEssentials", "Yams",
        ],
    ]

    /// `import struct A.B` and `@preconcurrency import A` name the module A.
    private func module(of line: Substring) -> String? {
        let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard let keyword = words.firstIndex(of: "import"),
            words[..<keyword].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "internal" })
        else { return nil }
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor"]
        guard let name = words[(keyword + 1)...].first(where: { !kinds.contains($0) }) else { return nil }
        return name.split(separator: ".").first.map(String.init)
    }

    @Test("every target imports only what its layer may")
    func imports() throws {
        let files = try SourceTree.files()
        #expect(files.count > 100)
        var imports = 0
        for file in files {
            let allowed = try #require(
                Self.allowed[file.target], "\(file.path): the target \(file.target) is not in the table of layers")
            for (index, line) in file.lines.enumerated() {
                guard let module = module(of: line) else { continue }
                imports += 1
                #expect(allowed.contains(module), "\(file.path):\(index + 1): \(file.target) may not import \(module)")
            }
        }
        #expect(imports > 100)
    }

    @Test(
        "an import is recognised in every form it has",
        arguments: [
            ("import Glibc", "Glibc"), ("@testable import Store", "Store"), ("public import NIOCore", "NIOCore"),
            ("import struct Domain.Timestamp", "Domain"),
            ("@preconcurrency import Foundation", "Foundation"), ("// import GRDB", nil),
            ("let x = \"import GRDB\"", nil), ("important()", nil),
        ])
    func forms(line: String, expected: String?) {
        #expect(module(of: line[...]) == expected)
    }

    @Test("the table knows every target, and no other")
    func targets() throws {
        #expect(Set(try SourceTree.files().map(\.target)).isSubset(of: Self.allowed.keys))
        let folders = try FileManager.default.contentsOfDirectory(atPath: "\(SourceTree.root)/Sources")
        #expect(Set(Self.allowed.keys).subtracting(folders).isEmpty)
    }
}
