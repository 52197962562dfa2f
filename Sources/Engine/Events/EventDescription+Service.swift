/// What happens to the service itself.
extension EventDescription {
    static let started = EventDescription(
        "788bc70c12dc4c7f892938f3a8abb861", level: .notice, "The follow-up service has started",
        [.version, EventField("pid", "its process id")],
        """
        The database is open and the control socket answers. Follow-ups that came due
        while the service was stopped are made now, in their order, and marked late.
        """)

    static let schemaMigrating = EventDescription(
        "47744ccf6425459ea6d55f66c4873616", level: .notice, "The database is being brought to a newer schema",
        [EventField("schema", "the schema that is being made")],
        """
        It may take minutes for millions of customers. The service manager waits, and the
        socket answers when it is done. Do not stop the service; if it is, the old schema
        stays and it begins again at the next start.
        """)

    static let schemaMigrated = EventDescription(
        "1ed023f10ed445d28d534b719e1c9f0d", level: .notice, "The database has a newer schema",
        [EventField("schema", "the schema that it has now"), .milliseconds],
        """
        An older followupd refuses this database from now on.
        """)

    static let restored = EventDescription(
        "b1716079d0e4496aaab215bd843f4d17", level: .warning, "The database was restored from a backup",
        [
            EventField("backupAt", "when the backup was made, UTC"), .held,
            EventField("uncertain", "messages that the backup knew as being handed over, or waiting"),
        ],
        """
        What was due when the service started after the restore is held, since nobody knows
        what of it was done after the backup was made. Look at it, then let it go:

            followupctl followup list --state held
            followupctl followup release

        Sending rests until then too: followupctl job resume send
        """)

    static let stopping = EventDescription(
        "e2a6ef56fcc94e779c5d0381f344e52d", level: .notice, "The follow-up service is stopping", [],
        """
        It takes no more connections. Calls under way, and messages that a mail program has
        in hand, are finished first.
        """)

    static let stopped = EventDescription(
        "80689530c61a46198ee5f74923b97e87", level: .notice, "The follow-up service has stopped", [.version],
        """
        It has stopped in good order. Nothing is lost: what comes due meanwhile is made at
        the next start.
        """)

    static let reloaded = EventDescription(
        "7755995ba6a643cdbf178fa274f6075a", level: .notice, "The follow-up service has read its configuration anew",
        [EventField("changed", "the settings that say something else now, separated by commas")],
        """
        The configuration and the time zones are in force. No setting needs a restart; what
        the environment and the command line say is as it was at the start.
        """)

    static let reloadRefused = EventDescription(
        "37313e293e3d4b5cbdf9509dc3888b37", level: .error, "The new configuration was refused", [.error],
        """
        @FOLLOWUPD_ERROR@

        The service goes on with the configuration it had. Correct the file, try it with
        "followupd --check-config", and reload again:

            systemctl reload followupd
        """)

    static let clockStepped = EventDescription(
        "935c0c80d5eb4cc1917a2fc74ae8c3dd", level: .notice, "The system clock was set",
        [EventField("now", "the time that it shows now, UTC")],
        """
        It is now @FOLLOWUPD_NOW@. If it was set forward, what has come due thereby is made
        now; if it was set back, nothing is made twice.
        """)

    static let clockDoubted = EventDescription(
        "8175752ab58d4d40ae73bc7a183007bc", level: .warning, "The system clock may be wrong",
        [
            EventField("now", "the time that it shows, UTC"),
            EventField("last", "when followupd last recorded anything, UTC"),
        ],
        """
        It is now @FOLLOWUPD_NOW@, but the last thing that followupd recorded is of
        @FOLLOWUPD_LAST@. If the clock is wrong, set it; nothing is made twice.

            timedatectl

        What is due by it is made, unless it is so much that it is held. Old follow-ups are
        not removed for a day, or until the next start.
        """)

    static let zonesChanged = EventDescription(
        "95aea0c4e69f4178afa6234975b4902c", level: .notice, "The rules of time zones have changed",
        [EventField("zones", "the zones, separated by commas")],
        """
        The files of @FOLLOWUPD_ZONES@ are others than those by which due dates were counted.
        Due dates to come and what is planned are counted anew.
        """)

    static let degraded = EventDescription(
        "8f681707f4ee403ea355ef837bdc54aa", level: .error, "The follow-up service cannot do all its work",
        [.part, .error],
        """
        What is in trouble: @FOLLOWUPD_PART@.

        @FOLLOWUPD_ERROR@

        The service stays up, tries again, and says so when it has recovered. Where the disk
        is full, make room; otherwise look at the entries before this one.
        """)

    static let recovered = EventDescription(
        "22a5fc25306c42a7a486c409e82422ac", level: .notice, "The follow-up service does its work again", [.part],
        """
        The trouble with @FOLLOWUPD_PART@ is over. What came due meanwhile is made now.
        """)

    static let heartbeat = EventDescription(
        "dac515cda96e4b6b9454e3a0ea383a12", "The follow-up service is alive",
        [
            EventField("customers", "customers there are"), EventField("overdue", "customers overdue"),
            EventField("oldestOverdue", "since when the longest overdue is, UTC; absent: nobody is"),
            EventField("planned", "follow-ups planned"), EventField("due", "follow-ups due and not yet fired"), .held,
            EventField("queued", "messages waiting"), EventField("sending", "messages in a carrier's hands"),
            EventField("failed", "follow-ups and messages given up on, until somebody tries them again"), .next,
            EventField("lastScan", "when the due scan last ended, UTC; absent: not since the start"),
            EventField("databaseBytes", "size of the database file"),
            EventField("walBytes", "size of its write-ahead log"),
        ],
        """
        Logged every quarter of an hour by the job "heartbeat", so that silence is an alarm.
        """)

    static let backupMade = EventDescription(
        "93cbf4a813084d00a205aedd7be77e20", level: .notice, "A backup was made by hand",
        [EventField("bytes", "size of the copy"), .milliseconds, .by],
        """
        It was read through and is whole. Backups of jobs tell themselves as the ends of those
        jobs.
        """)

    static let integrityChecked = EventDescription(
        "4847f3dc3bb1433f8c65aae1c9b07928", level: .notice, "The database was checked",
        [
            EventField("outcome", "whole, or damaged: then the level is error", words: ["whole", "damaged"]),
            EventField("problems", "how much was found"), .milliseconds, .by,
        ],
        """
        If it is damaged: stop the service, keep the file, and restore the last backup with
        "followupd --restore FILE". Nothing is repaired by itself.
        """)

    static let accessDenied = EventDescription(
        "9ffa64c783e94ce79aba0039a971f72e", level: .warning, "A caller was denied access",
        [
            EventField("user", "who called, by code"),
            EventField("assumedBy", "the administrator who called in his place"),
            EventField("uid", "the caller's user id"), EventField("method", "what was called"), .more,
        ],
        """
        The user with the id @FOLLOWUPD_UID@ called @FOLLOWUPD_METHOD@, which his role does
        not allow. "followupctl user list" has the roles.
        """)

    static let connectionRefused = EventDescription(
        "7c2821fd0401476caeec5c0f5b5268af", level: .warning, "A connection was refused or cut",
        [
            EventField(
                "reason", "why",
                words: [
                    "unknown-user", "too-many-connections", "too-many-connections-of-user", "shutting-down",
                    "protocol-error", "idle", "slow-reader", "cut-off", "handler-fault", "accept-failed",
                ]),
            EventField("detail", "the same in a sentence"),
            .more,
        ],
        """
        @FOLLOWUPD_DETAIL@

        At most one such entry is made in a second.
        """)
}
