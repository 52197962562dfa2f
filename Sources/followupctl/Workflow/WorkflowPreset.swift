import ArgumentParser

struct WorkflowPreset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preset", abstract: "List the ready-made workflows, or print one.",
        discussion: """
            They are YAML files in $FOLLOWUPD_PRESETS, /usr/share/followupd/presets and ./Deploy/presets; the daemon is \
            not asked.

            Examples:
              followupctl workflow preset
              followupctl workflow preset staffing > office.yaml
              followupctl workflow preset staffing | followupctl workflow apply -
            """)

    @Argument(help: "The preset to print; all are listed otherwise.")
    var name: String?

    @OptionGroup var options: Options

    func run() async throws {
        let presets = Presets(environment: Environment.value)
        let found = presets.all()
        let places = presets.directories.joined(separator: ", ")
        guard let name else {
            let listed = try found.sorted { $0.key < $1.key }.map { try Preset(name: $0.key, path: $0.value) }
            return try options.show(listed, nothing: "There is no preset in \(places); set FOLLOWUPD_PRESETS.")
        }
        guard let path = found[name] else {
            let known = found.keys.sorted().joined(separator: ", ")
            throw Failure(
                known.isEmpty
                    ? "There is no preset in \(places); set FOLLOWUPD_PRESETS."
                    : "There is no preset \(name); choose one of \(known).")
        }
        try Output.standard.writeAndFlush(try InputFile(path: path).text())
    }
}
