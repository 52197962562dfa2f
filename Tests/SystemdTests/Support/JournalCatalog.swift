import Engine

/// The message catalog that `journalctl -x` shows (systemd.io/CATALOG).
enum JournalCatalog {
    static var text: String {
        """
        # Message catalog of followupd, shown by "journalctl -x"; see
        # https://systemd.io/CATALOG/ for the format. A word between two @ is a field of
        # the journal entry. Made from the code; see followupd-log(7).

        """ + EventKind.allCases.map(entry).joined()
    }

    private static func entry(_ kind: EventKind) -> String {
        let described = kind.described
        return """

            -- \(described.messageID)
            Subject: \(described.subject)
            Defined-By: followupd
            Documentation: man:followupd-log(7)

            \(described.text)

            """
    }
}
