extension InterfaceTexts {
    public static let workflow = """
        # The rules of the office as one document.
        interface io.followupd.Workflow

        # One difference between the rules in force and those of a document.
        type Change (
          # added, changed or removed. What records used is retired instead of removed.
          action: string,
          # calendar, branch, template, status, reason, trigger, team or group.
          kind: string,
          # The code: its unchanging handle.
          code: string,
          # What stands there now, by member.
          before: [string]string,
          # What will stand there, by member.
          after: [string]string,
          # Customers whom it touches.
          customers: int,
          # Follow-ups that it would plan.
          planned: int,
          # Planned follow-ups that it would cancel or plan anew.
          cancelled: int
        )

        # Returns the rules in force as a document.
        method Export() -> (
          # The workflow as YAML.
          document: string
        )

        # Tells what applying a document would change. Changes nothing.
        method Plan(
          # The workflow as YAML.
          document: string,
          # What happens to follow-ups that lie in the past: staff, all, future or none.
          backfill: ?string
        ) -> (
          # Every difference.
          changes: []Change,
          # Of the rules; pass it to Apply to apply what was seen.
          revision: int
        )

        # Makes the rules as the document says, section by section: all of it, or nothing.
        method Apply(
          # The workflow as YAML.
          document: string,
          # What happens to follow-ups that lie in the past: staff, all, future or none.
          backfill: ?string,
          # Refuse if the rules have changed since that plan.
          revision: ?int
        ) -> (
          # What was changed.
          changes: []Change
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

        # The rules were changed since the plan.
        error WorkflowChanged (
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
