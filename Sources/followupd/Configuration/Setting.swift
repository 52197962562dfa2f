/// One setting of followupd.conf(5). This list is the whole of it: a key that is not here is refused, and the man page and the sample
/// file are checked against it.
struct Setting: Sendable {
    /// `section.name`.
    let key: String
    /// What holds where nothing is said; empty: nothing does.
    let standard: String
    /// What it is for, in one sentence.
    let meaning: String

    /// `scan.stormThreshold` is FOLLOWUPD_SCAN_STORM_THRESHOLD.
    var variable: String {
        key.reduce(into: "FOLLOWUPD_") { name, character in
            if character.isUppercase { name += "_" }
            name += character == "." ? "_" : character.uppercased()
        }
    }

    /// Only these may be lists.
    var isList: Bool { key.hasSuffix(".program") }

    static let all: [Setting] =
        general + carrier("mail", program: "[/usr/sbin/sendmail]") + carrier("sms") + carrier("letter")
        + carrier("webhook", kind: "webhook")

    private static let general = [
        Setting(
            key: "log.level", standard: "info",
            meaning: "The least level that is logged: debug, info, notice, warning, error or critical."),
        Setting(key: "mail.sender", standard: "followupd@localhost", meaning: "The address that mails are from."),
        Setting(key: "mail.senderName", standard: "", meaning: "The name that stands before that address."),
        Setting(
            key: "mail.unsubscribe", standard: "",
            meaning: "The mailto: or https: URI in List-Unsubscribe of marketing mail; otherwise a mail to the sender."),
        Setting(
            key: "contact.cap", standard: "0", meaning: "Messages that a customer gets at most in capDays; 0: no limit."
        ),
        Setting(key: "contact.capDays", standard: "7", meaning: "The days that the cap counts."),
        Setting(
            key: "scan.stormThreshold", standard: "10000",
            meaning: "More than so many due at once, or made within ten minutes, are held until released; 0: never."),
        Setting(
            key: "scan.intervalSeconds", standard: "60", meaning: "Seconds after which it looks again in any case."),
        Setting(
            key: "outbox.inFlight", standard: "8", meaning: "Messages of a channel that are handed over at a time."),
        Setting(key: "outbox.firstRetrySeconds", standard: "30", meaning: "Seconds until the second try of a message."),
        Setting(
            key: "outbox.longestRetrySeconds", standard: "3600",
            meaning: "Seconds between tries at most; they double until then."),
        Setting(
            key: "outbox.attempts", standard: "126",
            meaning: "Tries after which a message has failed; the default is about five days."),
        Setting(
            key: "metrics.file", standard: "",
            meaning: "A file with figures for Prometheus, written anew every minute; none where it is empty."),
        Setting(
            key: "metrics.office", standard: "",
            meaning: "What every figure bears as its label office, where several services are on one machine."),
    ]

    private static func carrier(_ section: String, kind: String = "spool", program: String = "[]") -> [Setting] {
        let kinds = section == "mail" ? "spool, sendmail, command or webhook" : "spool, command or webhook"
        return [
            Setting(key: "\(section).carrier", standard: kind, meaning: "What takes the messages: \(kinds)."),
            Setting(
                key: "\(section).program", standard: program,
                meaning: "The program of the carrier and its arguments, a list."),
            Setting(key: "\(section).timeoutSeconds", standard: "60", meaning: "Seconds that a delivery may take."),
            Setting(
                key: "\(section).perMinute", standard: "0", meaning: "Messages in a minute at most; 0: no limit."),
            Setting(
                key: "\(section).spoolDirectory", standard: "",
                meaning: "The directory of the carrier spool; otherwise spool in the state directory."),
            Setting(key: "\(section).url", standard: "", meaning: "Where the carrier webhook posts to."),
            Setting(
                key: "\(section).secretFile", standard: "",
                meaning: "The file with the secret that signs webhooks; a name without a slash is a credential's."),
            Setting(key: "\(section).inFlight", standard: "4", meaning: "Webhooks posted at a time."),
        ]
    }

    /// Variables of the environment that look like settings and are none.
    static func unknown(inEnvironment names: some Sequence<String>) -> [String] {
        var others = [
            "FOLLOWUPD_SOCKET", "FOLLOWUPD_PRESETS", "FOLLOWUPD_TEST_PYTHON", "FOLLOWUPD_LONG_TESTS",
            "FOLLOWUPD_SIMULATION_SEED", "FOLLOWUPD_GOLDEN",
        ]
        #if FAILPOINTS
            others += ["FOLLOWUPD_FAILPOINT", "FOLLOWUPD_TEST_CLOCK"]
        #endif
        let variables = Set(all.map(\.variable) + others)
        return names.filter { $0.hasPrefix("FOLLOWUPD_") && !variables.contains($0) }.sorted()
    }
}
