import FoundationEssentials
import Glibc
import Testing

@Suite("The shape of the repository")
struct ShapeTests {
    @Test("the top level holds the package, its folders, the README and dot files, nothing else")
    func topLevel() throws {
        let tracked = try run("git -C '\(SourceTree.root)' ls-files").split(separator: "\n")
        try #require(!tracked.isEmpty, "git lists no files in \(SourceTree.root)")
        let allowed: Set<Substring> = ["Package.swift", "Sources", "Tests", "Deploy", "README.md"]
        let top = Set(tracked.compactMap { $0.split(separator: "/").first })
        #expect(top.filter { !$0.hasPrefix(".") && !allowed.contains($0) } == [])
    }

    @Test("each removal of protecting code applies to the code as it is, and names its tests")
    func removals() throws {
        let patches = try SourceTree.files(under: "Tests/Removals", suffix: ".patch")
        #expect(patches.count > 10)
        for patch in patches {
            #expect(patch.lines.first?.hasPrefix("Tests: ") == true, "\(patch.path)")
            let complaint = try run("git -C '\(SourceTree.root)' apply --check '\(patch.path)' 2>&1")
            #expect(complaint.isEmpty, "\(complaint)")
        }
    }

    @Test("files stay short: 300 lines, a main 30")
    func length() throws {
        for file in try SourceTree.files() + SourceTree.files(under: "Tests") {
            let lines = file.lines.last?.isEmpty == true ? file.lines.count - 1 : file.lines.count
            let limit = file.name == "main.swift" ? 30 : 300
            #expect(lines <= limit, "\(file.path):\(limit): has \(lines) lines; the limit is \(limit)")
        }
    }

    /// The time that a mail program or a job may take is real time, whatever the clock says.
    private static let mayWait: Set<String> = [
        "Sources/Delivery/Program/MailProgram.swift", "Sources/Delivery/Program/Uncancelled.swift",
        "Sources/Engine/Jobs/JobScheduler.swift",
    ]

    @Test(
        "nobody asks for the time, sleeps, or gives up the process",
        arguments: ["Date()", "Date.now", "Task.sleep", "try!", "fatalError("])
    func forbidden(words: String) throws {
        for file in try SourceTree.files() where !(words == "Task.sleep" && Self.mayWait.contains(file.path)) {
            for (index, line) in file.lines.enumerated() where code(of: line).contains(words) {
                Issue.record("\(file.path):\(index + 1): \(words) has no place in Sources")
            }
        }
    }

    @Test("time comes from outside: only the system clock reads it")
    func clock() throws {
        for file in try SourceTree.files() where file.target != "Systemd" {
            for (index, line) in file.lines.enumerated()
            where code(of: line).contains("clock_gettime") || code(of: line).contains("gettimeofday") {
                Issue.record("\(file.path):\(index + 1): only Systemd reads the clock")
            }
        }
    }

    /// The line without its comment.
    private func code(of line: Substring) -> Substring {
        line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
    }

    private func run(_ command: String) throws -> String {
        let pipe = try #require(popen(command, "re"))
        defer { pclose(pipe) }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 { output += buffer[..<count] }
        return String(decoding: output, as: UTF8.self)
    }
}
