extension InterfaceTexts {
    public static let workflow = """
        # Statuses, triggers, templates, calendars and branches as one document.
        interface io.followupd.Workflow

        # Adds a workflow: all of it, or nothing.
        method Apply(
          # The workflow as YAML.
          document: string
        ) -> (
          # Calendars saved.
          calendars: int,
          # Branches added.
          branches: int,
          # Templates added.
          templates: int,
          # Statuses added.
          statuses: int,
          # Triggers added.
          triggers: int
        )

        # The document cannot be read.
        error InvalidWorkflow (
          # The line, counted from 1.
          line: ?int,
          # The column, counted from 1.
          column: ?int,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # There is no such calendar.
        error CalendarNotFound (
          # The code: its unchanging handle.
          code: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # This machine knows no such time zone.
        error InvalidZone (
          # The IANA time zone in which its dates are counted.
          zone: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
