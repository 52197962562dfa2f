import Domain

/// What the service does by itself.
extension EventDescription {
    private static let channel = EventField("channel", "how it goes", words: Channel.allCases.map(\.rawValue))

    static let messageStates = ["sent", "queued", "failed", "suppressed"]

    static let dueScan = EventDescription(
        "7c4ae1532ece4a30a94e95e48d5e0a2d", "Follow-ups that were due have been made",
        [
            EventField("tasks", "tasks made"), EventField("messages", "messages queued"),
            EventField("moves", "customers moved to another status"),
            EventField("withheld", "withheld with a reason"), EventField("failed", "failed"),
            EventField("late", "made late"), EventField("replanned", "planned anew"), .milliseconds, .next,
        ],
        """
        Tasks made: @FOLLOWUPD_TASKS@, messages queued: @FOLLOWUPD_MESSAGES@, late ones among
        them: @FOLLOWUPD_LATE@. Withheld with a reason: @FOLLOWUPD_WITHHELD@. Failed:
        @FOLLOWUPD_FAILED@. One entry for each pass that found something.
        """)

    static let followUpDecided = EventDescription(
        "3e736e103e144a0790887696405b0136", "A follow-up of customer @FOLLOWUPD_CUSTOMER@ is @FOLLOWUPD_STATE@",
        [
            EventField("followUp", "the follow-up's id"), .customer, EventField("trigger", "the trigger's code"),
            EventField("state", "what became of it", words: FollowUpState.allCases.map(\.rawValue)),
            EventField("reason", "why, if it was not fired", words: FollowUpReason.allCases.map(\.rawValue)),
            .task, .message, EventField("late", "true: it was due before the service could make it"),
        ],
        """
        Follow-up @FOLLOWUPD_FOLLOW_UP@ of the trigger @FOLLOWUPD_TRIGGER@ came due. A pass
        tells the first hundred one by one; a failed one is a warning. To see why, run

            followupctl customer explain @FOLLOWUPD_CUSTOMER@
        """)

    static let stormHeld = EventDescription(
        "1ede29e0f68c40849df6b2a57a4b7d72", level: .warning, "Follow-ups are held: too much came due at once",
        [
            .held, EventField("recent", "messages and moves of the last ten minutes"),
            EventField("threshold", "scan.stormThreshold"),
        ],
        """
        @FOLLOWUPD_HELD@ follow-ups that are not tasks are held, since more than @FOLLOWUPD_THRESHOLD@ were due at
        once: the clock may be wrong, or an import mistaken. Tasks go on. Look at
        "followupctl followup list --state held", then let them go with "followupctl followup release", or
        take single ones out with "followupctl followup skip".
        """)

    static let messageSettled = EventDescription(
        "d6313eba98ec40c9bd9df71f00e1e6c1",
        "Message @FOLLOWUPD_MESSAGE@ to customer @FOLLOWUPD_CUSTOMER@ is @FOLLOWUPD_STATE@",
        [
            .message, .customer, channel,
            EventField("state", "what became of it", words: messageStates),
            EventField("attempts", "tries so far"),
            EventField("reason", "why it was suppressed", words: FollowUpReason.allCases.map(\.rawValue)),
        ],
        """
        A queued message is tried again by itself, and is a warning; a failed one, an error, is tried when you have
        mended the cause and say so. What the carrier said stands in "followupctl message show".

            followupctl message retry @FOLLOWUPD_MESSAGE@
        """)

    static let messageBounced = EventDescription(
        "ecc79378670345e7b25ad4c21f371f8c", level: .warning, "A message came back",
        [
            .message, .customer, EventField("permanent", "true: the address is no good"),
            EventField("listed", "true: the address is on the bounce list now"),
        ],
        """
        Message @FOLLOWUPD_MESSAGE@ to customer @FOLLOWUPD_CUSTOMER@ came back (for good:
        @FOLLOWUPD_PERMANENT@). Nothing more goes to an address that is on the bounce list.
        """)

    static let messagesRescued = EventDescription(
        "a6b7e973d4024efdbcb48c72a505032d", level: .notice, "Messages are sent again after a crash",
        [EventField("messages", "how many")],
        """
        The service ended while @FOLLOWUPD_MESSAGES@ messages were being handed over. They are
        queued again under the same Message-ID, so that a recipient may get one twice but
        never not at all.
        """)

    static let jobStarted = EventDescription(
        "47d3f4e473364e03b2879da8f15b95dc", "A job has begun",
        [.job, EventField("kind", "what it does", words: JobSpecification.Kind.allCases.map(\.rawValue)), .attempt],
        """
        Job @FOLLOWUPD_JOB@, of kind @FOLLOWUPD_KIND@, has begun, attempt @FOLLOWUPD_ATTEMPT@.
        Heartbeats tell themselves only.
        """)

    static let jobFinished = EventDescription(
        "219d6d234cc24f9183763093de20050c", "A job has ended",
        [
            .job, EventField("outcome", "how it ended", words: JobOutcome.allCases.map(\.rawValue)), .attempt,
            EventField(
                "detail", "what it did, or what went wrong; what a carrier said of a mail stands in the history only"),
        ],
        """
        Job @FOLLOWUPD_JOB@: @FOLLOWUPD_OUTCOME@. @FOLLOWUPD_DETAIL@
        "followupctl job history" has its runs. One that did not succeed is an error.
        """)
}
