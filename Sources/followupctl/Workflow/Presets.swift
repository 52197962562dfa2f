import Glibc

/// Ready-made workflows: YAML files in directories, of which the first that has a name wins.
struct Presets {
    let directories: [String]

    init(environment: (String) -> String?) {
        directories = [environment("FOLLOWUPD_PRESETS"), "/usr/share/followupd/presets", "Deploy/presets"]
            .compactMap { $0 }.filter { !$0.isEmpty }
    }

    /// Paths by name.
    func all() -> [String: String] {
        var found: [String: String] = [:]
        for directory in directories {
            for file in Self.files(in: directory) where file.hasSuffix(".yaml") && !file.hasPrefix(".") {
                let name = String(file.dropLast(".yaml".count))
                if found[name] == nil { found[name] = "\(directory)/\(file)" }
            }
        }
        return found
    }

    private static func files(in path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var files: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    String(cString: $0)
                }
            }
            files.append(name)
        }
        return files
    }
}

/// A preset as it is listed.
struct Preset: Presented, Equatable {
    let name: String
    let about: String
    let path: String

    static let wireMembers: [Member<Preset>] = [
        .text("name") { $0.name }, .text("about") { $0.about }, .text("path") { $0.path },
    ]
    static let tableColumns = [Column("NAME", "name"), Column("ABOUT", "about"), Column("FILE", "path")]

    init(name: String, path: String) throws {
        self.name = name
        self.path = path
        about = Self.headline(try InputFile(path: path).text())
    }

    /// The comment that the file opens with, to its first full stop or colon.
    static func headline(_ text: String) -> String {
        let comment = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("#") }
        let words = comment.flatMap { $0.drop { $0 == "#" }.split(separator: " ") }
        guard let end = words.firstIndex(where: { $0.hasSuffix(".") || $0.hasSuffix(":") })
        else { return words.joined(separator: " ") }
        return String(words[...end].joined(separator: " ").dropLast())
    }
}
