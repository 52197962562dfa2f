import ArgumentParser

/// What is said of a job beside its code.
struct JobOptions: ParsableArguments {
    @Option(help: "The name.")
    var name: String?

    @Option(
        help: ArgumentHelp(
            "\"Mon..Fri *-*-* 08:00 Europe/Berlin\", \"daily\", \"every 15 minutes\"; see systemd.time(7).",
            valueName: "schedule"))
    var schedule: String?

    @Option(
        name: .customLong("set"), help: ArgumentHelp("An option of its kind; may be repeated.", valueName: "name=value")
    )
    var settings: [CustomField] = []

    @Option(help: ArgumentHelp("Begin at a random moment within so many seconds.", valueName: "seconds"))
    var jitter: Int?

    @Option(help: ArgumentHelp("Give it up after so many seconds.", valueName: "seconds"))
    var timeout: Int?

    @Option(help: ArgumentHelp("Try a failed run again so often.", valueName: "count"))
    var retries: Int?

    var options: [String: String]? {
        settings.isEmpty ? nil : Dictionary(settings.map { ($0.name, $0.value) }) { _, last in last }
    }
}
