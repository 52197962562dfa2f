import ArgumentParser

/// The command tree: always a noun, then a verb; the daemon's own commands have no noun.
struct Followupctl: AsyncParsableCommand {
    /// Moves with the daemon's.
    static let version = "0.3.0"

    static let configuration = CommandConfiguration(
        commandName: "followupctl",
        abstract: "Drives followupd, which keeps customers from falling through the cracks.",
        discussion: """
            A customer is in one status of a lifecycle. A status may say how long a customer may stay in it; after that the \
            customer is overdue. Triggers of a status make tasks and messages, or move the customer on, in good time, or when it is too late.

            A first walk:
              followupctl workflow preset                  # ready-made lifecycles
              followupctl workflow preset staffing | followupctl workflow apply - --yes
              followupctl user add ana "Ana Almeida" --email ana@example.com
              followupctl customer add "Quandt Logistik" --owner ana
              followupctl customer list --overdue
              followupctl customer explain 1
              followupctl task list

            Tables are for people; --json (one object a line) and --csv are for programs. The exit status is 0 when done, \
            1 when refused or failed, 2 when the command line is wrong, 3 when the daemon cannot be reached.

            The daemon's socket is what --socket names, else FOLLOWUPD_SOCKET, else the system's, else the user's own.
            """,
        version: version,
        subcommands: [],
        groupedSubcommands: [
            CommandGroup(
                name: "The work",
                subcommands: [
                    CustomerCommands.self, SearchCommands.self, FollowUpCommands.self, TaskCommands.self,
                    MessageCommands.self,
                ]),
            CommandGroup(
                name: "The rules",
                subcommands: [
                    StatusCommands.self, ReasonCommands.self, TriggerCommands.self, TemplateCommands.self,
                    CalendarCommands.self, WorkflowCommands.self,
                ]),
            CommandGroup(
                name: "The people",
                subcommands: [
                    UserCommands.self, TeamCommands.self, BranchCommands.self, GroupCommands.self, WhoAmI.self,
                    AuditCommand.self,
                ]),
            CommandGroup(
                name: "The daemon",
                subcommands: [
                    Health.self, Monitor.self, Metrics.self, CheckHealth.self, ReportCommand.self, JobCommands.self,
                    Backup.self, Check.self, Ping.self, Reload.self,
                ]),
        ])
}
