extension InterfaceTexts {
    public static let service = """
        # The daemon itself.
        interface io.followupd.Service

        # How the daemon is, and how much there is and waits.
        type HealthReport (
          # The daemon's version.
          version: string,
          # ok or degraded.
          state: string,
          # What is wrong, a sentence each.
          troubles: []string,
          # The daemon's clock; milliseconds since the Unix epoch, UTC.
          nowAt: int,
          # Number of customers.
          customers: int,
          # Customers overdue.
          overdueCustomers: int,
          # Since when the longest overdue is; milliseconds since the Unix epoch, UTC.
          oldestOverdueAt: ?int,
          # Follow-ups planned.
          plannedFollowUps: int,
          # Follow-ups due and not yet fired.
          dueFollowUps: int,
          # Follow-ups that could not be made.
          failedFollowUps: int,
          # Follow-ups held until somebody releases them.
          heldFollowUps: int,
          # When the next one is due; milliseconds since the Unix epoch, UTC.
          nextFollowUpAt: ?int,
          # Tasks open or in progress.
          openTasks: int,
          # Messages waiting.
          queuedMessages: int,
          # Messages in a carrier's hands.
          sendingMessages: int,
          # Messages given up on.
          failedMessages: int,
          # Services that somebody has paused: due-scan, send.
          pausedServices: []string,
          # When the due scan works next, where its schedule has it rest; milliseconds since the Unix epoch, UTC.
          nextScanAt: ?int,
          # When sending works next, likewise.
          nextSendAt: ?int,
          # Jobs whose last run failed, by code.
          failedJobs: []string,
          # Triggers whose customers are still being planned.
          replanOrders: int,
          # The last scan; milliseconds since the Unix epoch, UTC.
          lastScanAt: ?int,
          # How long it took.
          lastScanMilliseconds: ?int,
          # When a backup job last succeeded; milliseconds since the Unix epoch, UTC.
          lastBackupAt: ?int,
          # Size of the database file.
          databaseBytes: int,
          # Size of the write-ahead log.
          walBytes: int,
          # Memory in use.
          residentBytes: int
        )

        # One thing that happened. Customers appear by number only.
        type Event (
          # The event's name, as the log has it.
          name: string,
          # info, notice, warning or error.
          level: string,
          # Its figures by name.
          fields: [string]string,
          # The log line.
          line: string
        )

        # Answers, which says that the daemon does.
        method Ping() -> (
          # The daemon's version.
          version: string
        )

        # Tells how the daemon is. For callers who may see every customer.
        method Health() -> (
          # The report.
          health: HealthReport
        )

        # The figures of the service in Prometheus' text format. For callers who may see every customer.
        method Metrics() -> (
          # The text.
          text: string
        )

        # Copies the database while it is in use, reads the copy through, and sends it.
        # [Requires 'more' flag]
        method Backup() -> (
          # Bytes that will come; in the first reply only.
          size: ?int,
          # The next bytes, in base64; absent in the first and the last reply.
          data: ?string
        )

        # Reads a copy of the database through: pages, indexes, references, and the full-text index against the customers.
        method CheckIntegrity() -> (
          # What is wrong, a sentence each; empty: it is whole.
          findings: []string
        )

        # Tells how the daemon is, then what happens, until the caller closes the connection.
        # [Requires 'more' flag]
        method Monitor() -> (
          # How the daemon is; first, before any event.
          health: ?HealthReport,
          # Something that happened; absent in the first reply.
          event: ?Event
        )

        # Reads the configuration and the time zones anew; what is wrong leaves everything as it was.
        method Reload() -> (
          # The settings that say something else now.
          changed: []string
        )

        # The code is another's.
        error CodeTaken (
          # The code: its unchanging handle.
          code: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # A value cannot stand in its field.
        error InvalidValue (
          # The field.
          field: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # The cursor is not one that this listing handed out.
        error InvalidCursor (
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # What was asked for is not possible in the present state.
        error WrongState (
          # The state.
          state: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # The disk is full or cannot be written; nothing was changed.
        error StorageFull (
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # The daemon failed; nothing was changed. The log has more.
        error InternalFailure (
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
