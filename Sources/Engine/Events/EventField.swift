/// One figure of an event, as followupd-log(7) tells it: `key=` in the line, `FOLLOWUPD_KEY=` in the journal.
public struct EventField: Hashable, Sendable {
    public let key: String
    /// What it is, without a full stop.
    public let meaning: String
    /// The words that may stand there, where they are a closed list.
    public let words: [String]

    init(_ key: String, _ meaning: String, words: [String] = []) {
        self.key = key
        self.meaning = meaning
        self.words = words
    }
}

/// Those that several events have mean the same in each.
extension EventField {
    static let by = EventField("by", "the user who did it, by code")
    static let customer = EventField("customer", "the customer's number")
    static let message = EventField("message", "the message's id")
    static let task = EventField("task", "the task's id")
    static let version = EventField("version", "followupd's version")
    static let added = EventField("added", "how many were added")
    static let error = EventField("error", "what is wrong, in one sentence")
    static let job = EventField("job", "the job's code")
    static let attempt = EventField("attempt", "1 for the first try of this run")
    static let next = EventField("next", "when the next follow-up is due, UTC; absent: none is planned")
    static let held = EventField("held", "follow-ups that are held")
    static let more = EventField("more", "how many were not logged since the one before")
    static let milliseconds = EventField("ms", "milliseconds that it took")
    static let part = EventField(
        "part",
        "what is in trouble: storage (changes cannot be written), due-scan, send, outbox, jobs, zones, erasure or metrics",
        words: ["storage", "zones", "due-scan", "send", "outbox", "jobs", "erasure", "metrics"])
}
