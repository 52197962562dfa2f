import Configuration
import FoundationEssentials
import Glibc
import SystemPackage
import Yams

/// The configuration file and its drop-ins: `FILE.d/*.conf`, in the order of their names, each over those before it and over the file.
struct ConfigurationFiles: Sendable {
    /// The file, if there is one, then its drop-ins.
    let paths: [String]

    /// - Parameters:
    ///   - main: need not exist unless `isRequired`; its drop-ins count without it too.
    ///   - isRequired: somebody named it.
    /// - Throws: `ConfigurationError` if it is required and missing, or the directory cannot be listed.
    init(main: String, isRequired: Bool) throws {
        // As 0.1.0 had it: its settings must not be passed over in silence.
        let former = main.hasSuffix(".conf") ? "\(main.dropLast(5)).yaml" : ""
        guard former.isEmpty || access(former, F_OK) != 0 else {
            throw ConfigurationError(key: former, objection: "is not read any more; move what it says to \(main)")
        }
        let directory = "\(main).d"
        let main = isRequired || access(main, F_OK) == 0 ? [main] : []
        guard access(directory, F_OK) == 0 else {
            paths = main
            return
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
            throw ConfigurationError(key: directory, objection: "cannot be listed; check its owner and mode")
        }
        paths =
            main
            + names.filter { $0.hasSuffix(".conf") && !$0.hasPrefix(".") }.sorted().map { "\(directory)/\($0)" }
    }

    /// What each file says, the last first, as it goes before the others.
    /// - Throws: `ConfigurationError` that names the file.
    func providers() async throws -> [any ConfigProvider] {
        var providers: [any ConfigProvider] = []
        for path in paths {
            do {
                var status = stat()
                guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                    throw ConfigurationError(
                        key: path, objection: "is no file that can be read; check its path and mode")
                }
                guard try Self.hasSettings(path) else { continue }
                providers.insert(try await FileProvider<YAMLSnapshot>(filePath: FilePath(path)), at: 0)
            } catch let error as ConfigurationError {
                throw error
            } catch let error as YamlError {
                throw ConfigurationError(
                    key: path, objection: "cannot be read as YAML (\(Self.place(error))); correct it")
            } catch {
                throw ConfigurationError(key: path, objection: "cannot be read (\(error)); check its owner and mode")
            }
        }
        return providers
    }

    /// Refuses unknown keys: one that is misspelt would be passed over in silence, and its default hold.
    /// - Returns: false for a file of comments only, which is no YAML document.
    private static func hasSettings(_ path: String) throws -> Bool {
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        guard let root = try Yams.compose(yaml: text), root.null == nil else { return false }
        guard case .mapping = root else {
            throw ConfigurationError(key: path, objection: "must hold settings, like log: {level: info}")
        }
        for (key, node) in try settings(in: root, of: path, below: "") {
            guard let setting = Setting.all.first(where: { $0.key == key }) else {
                throw ConfigurationError(
                    key: key, objection: "in \(path) is unknown; followupd.conf(5) has them all")
            }
            guard setting.isList || node.sequence == nil else {
                throw ConfigurationError(key: key, objection: "in \(path) must be one value, not a list")
            }
        }
        return true
    }

    /// What is said, by its key. A section whose lines are all comments says nothing.
    private static func settings(
        in node: Node, of path: String, below prefix: String
    ) throws -> [(key: String, node: Node)] {
        guard case .mapping(let mapping) = node else {
            return node.null != nil && Setting.all.contains { $0.key.hasPrefix("\(prefix).") } ? [] : [(prefix, node)]
        }
        return try mapping.flatMap { key, value in
            let name = key.string ?? ""
            // A dot would let one setting be said in two places.
            guard !name.contains(".") else {
                throw ConfigurationError(
                    key: name, objection: "in \(path) must be written as a section with its setting below")
            }
            return try settings(in: value, of: path, below: prefix.isEmpty ? name : "\(prefix).\(name)")
        }
    }

    /// What is wrong and where, without the line itself, which may hold a secret.
    private static func place(_ error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "\(problem), line \(mark.line), column \(mark.column)"
        case .duplicatedKeysInMapping(let duplicates, _):
            "\(duplicates.joined(separator: ", ")) stands there twice"
        default: "it is no YAML"
        }
    }
}
