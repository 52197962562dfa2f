import Domain
import Store

/// All figures of the service, as the metrics file and `followupctl metrics` show them. Names and meanings never change.
enum EngineMetrics {
    struct Figures {
        let version: String
        let health: StoreHealth
        let condition: EngineCondition.Reading
        let counters: EventCounters.Reading
        let residentBytes: Int64
        let startedAt: Timestamp
        let now: Timestamp
        /// nil: there is no label.
        let office: String?
    }

    static func text(_ figures: Figures) -> String {
        (service(figures) + work(figures) + counters(figures.counters)).map { $0.text(office: figures.office) }.joined()
    }

    private static func service(_ figures: Figures) -> [Metric] {
        let health = figures.health
        return [
            .gauge("info", "Always 1; the label has the version", by: "version", [(figures.version, "1")]),
            .gauge("start_time_seconds", "When the service started", seconds(figures.startedAt)),
            .gauge("written_time_seconds", "When these figures were taken", seconds(figures.now)),
            .gauge(
                "degraded", "1 for each part that is in trouble", by: "part",
                EventField.part.words.map { ($0, figures.condition.troubles[$0] == nil ? "0" : "1") }),
            .gauge(
                "service_paused", "1 while somebody has paused the service", by: "service",
                ServiceCode.allCases.map { ($0.rawValue, health.pausedServices.contains($0.rawValue) ? "1" : "0") }),
            .gauge(
                "service_resting", "1 while the schedule of the service has it rest", by: "service",
                [
                    (ServiceCode.dueScan.rawValue, health.nextScanAt == nil ? "0" : "1"),
                    (ServiceCode.send.rawValue, health.nextSendAt == nil ? "0" : "1"),
                ]),
            .gauge(
                "job_failed", "1 if the last run of the job failed", by: "job",
                health.jobs.map { ($0, health.failedJobs.contains($0) ? "1" : "0") }),
            .gauge(
                "job_last_success_time_seconds", "When the job last succeeded", by: "job",
                health.jobSuccesses.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value.milliseconds / 1_000)") }),
            .gauge("last_scan_time_seconds", "When the due scan last ended", figures.condition.lastScanAt.map(seconds)),
            .gauge("database_bytes", "Size of the database file", health.databaseBytes),
            .gauge("write_ahead_log_bytes", "Size of its write-ahead log", health.walBytes),
            .gauge("resident_memory_bytes", "Memory that the service has resident", figures.residentBytes),
        ]
    }

    private static func work(_ figures: Figures) -> [Metric] {
        let health = figures.health
        return [
            .gauge("customers", "Customers", health.customers),
            .gauge("customers_overdue", "Customers overdue", health.overdueCustomers),
            .gauge(
                "oldest_overdue_time_seconds", "Since when the longest overdue customer is",
                health.oldestOverdueAt.map(seconds)),
            .gauge(
                "follow_ups", "Follow-ups that are not settled", by: "state",
                [
                    ("planned", "\(health.plannedFollowUps)"), ("held", "\(health.heldFollowUps)"),
                    ("failed", "\(health.failedFollowUps)"),
                ]),
            .gauge("follow_ups_due", "Follow-ups due and not yet fired", health.dueFollowUps),
            .gauge(
                "next_follow_up_time_seconds", "When the next follow-up is due; past: it is late",
                health.nextFollowUpAt.map(seconds)),
            .gauge("tasks_open", "Tasks open or in progress", health.openTasks),
            .gauge(
                "messages", "Messages that are not settled, and those given up on", by: "state",
                [
                    ("queued", "\(health.queuedMessages)"), ("sending", "\(health.sendingMessages)"),
                    ("failed", "\(health.failedMessages)"),
                ]),
        ]
    }

    private static func counters(_ counters: EventCounters.Reading) -> [Metric] {
        func scans(_ key: String) -> Int { counters.scans[key] ?? 0 }
        // All of them from the start: what appears only with its first count has not risen then, for Prometheus.
        let settled = Channel.allCases.flatMap { channel in
            EventDescription.messageStates.map { EventCounters.SettledMessages(channel: channel.rawValue, state: $0) }
        }
        return [
            .counter("tasks_made_total", "Tasks made by the due scan", scans("tasks")),
            .counter("messages_made_total", "Messages queued by the due scan", scans("messages")),
            .counter("customers_moved_total", "Customers moved to another status by the due scan", scans("moves")),
            .counter("follow_ups_withheld_total", "Follow-ups withheld with a reason", scans("withheld")),
            .counter("follow_ups_failed_total", "Follow-ups that could not be made", scans("failed")),
            .counter("follow_ups_late_total", "Follow-ups made late", scans("late")),
            Metric(
                name: "messages_settled_total", kind: .counter,
                help: "Ends of tries to hand a message over; queued: it is tried again",
                samples: settled.map {
                    .init(
                        labels: [("channel", $0.channel), ("state", $0.state)], value: "\(counters.messages[$0] ?? 0)")
                }),
            Metric(
                name: "events_total", kind: .counter, help: "Events logged, whatever the level",
                samples: EventKind.allCases.map {
                    .init(labels: [("event", $0.rawValue)], value: "\(counters.events[$0] ?? 0)")
                }),
        ]
    }

    private static func seconds(_ instant: Timestamp) -> Int64 { instant.milliseconds / 1_000 }
}
