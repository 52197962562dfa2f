extension InterfaceTexts {
    static let customerStatusChanges = """
        # What a status change did.
        type Change (
          # Code of the status left.
          from: string,
          # Code of the status entered.
          to: string,
          # Planned follow-ups that this cancelled.
          cancelledFollowUps: int,
          # Open tasks that this cancelled.
          cancelledTasks: int,
          # Queued messages that this cancelled.
          cancelledMessages: int,
          # Follow-ups that this planned.
          plannedFollowUps: int,
          # Counts the customer's changes.
          version: int,
          # Id of the task that came with it.
          taskId: ?int,
          # Id of the message that came with it.
          messageId: ?int,
          # What the status recommends to do with entering it, and nobody did: message, task.
          recommended: []string
        )

        # A task to make with a status change.
        type NewTask (
          # What is to be done.
          subject: string,
          # What else there is to know.
          text: ?string,
          # Code of the user; the customer's owner where none is given.
          assignee: ?string,
          # The day, YYYY-MM-DD; today where none is given.
          dueOn: ?string,
          # 1, the most urgent, to 10; 5 where none is given.
          priority: ?int
        )

        # A message to the customer to send with a status change: a template, or subject and text with merge fields.
        type NewMessage (
          # Code of the template.
          template: ?string,
          # The subject.
          subject: ?string,
          # The text.
          text: ?string
        )

        # What a change of many customers did, or would do, with one of them.
        type Outcome (
          # The customer's number.
          number: string,
          # The name.
          name: string,
          # Code of its status before.
          from: string,
          # Why it cannot be changed, a reason each; empty where it can.
          refused: []string
        )

        # Moves a customer to a status: cancels what was planned for the old one, plans the new one.
        method SetStatus(
          # The customer's number.
          number: string,
          # Code or name of the status.
          status: string,
          # Code or name of a reason of the status.
          reason: ?string,
          # Why, in free text.
          note: ?string,
          # A due date in place of the one that the status gives.
          dueOn: ?string,
          # The day on which it happened, if before today, YYYY-MM-DD.
          onDate: ?string,
          # What happens to follow-ups that lie in the past: staff, all, future or none.
          backfill: ?string,
          # Refuse if the customer's version is another.
          expectedVersion: ?int,
          # Allow the status it already has, as a new stay.
          restart: ?bool,
          # A task to make with it.
          task: ?NewTask,
          # A message to send with it.
          message: ?NewMessage
        ) -> (
          # What it did.
          change: Change
        )

        # Moves every customer that a search finds to a status, or says what that would do. One a reply; the last reply is empty.
        # [Requires 'more' flag]
        method SetStatusWhere(
          # A search expression, such as: active and overdue by 3 days.
          search: ?string,
          # The same as a tree of rules; in place of search.
          rules: ?Rule,
          # Code or name of the status.
          status: string,
          # Code or name of a reason of the status.
          reason: ?string,
          # Why, in free text.
          note: ?string,
          # A due date in place of the one that the status gives.
          dueOn: ?string,
          # The day on which it happened, if before today, YYYY-MM-DD.
          onDate: ?string,
          # What happens to follow-ups that lie in the past: staff, all, future or none.
          backfill: ?string,
          # Allow the status it already has, as a new stay.
          restart: ?bool,
          # A task to make with it, for each.
          task: ?NewTask,
          # A message to send with it, to each.
          message: ?NewMessage,
          # preview (the default: nothing is changed), each (who cannot be changed stays) or atomic (all or none).
          mode: ?string,
          # The most objects to return.
          limit: ?int
        ) -> (
          # What becomes of one customer.
          outcome: ?Outcome,
          # The number of the customer; an order breaks off only with its connection.
          cursor: ?string
        )

        # Moves a customer to the next status in order.
        method Advance(
          # The customer's number.
          number: string,
          # Code or name of a reason of that status.
          reason: ?string,
          # Why, in free text.
          note: ?string,
          # Refuse if the customer's version is another.
          expectedVersion: ?int,
          # A task to make with it.
          task: ?NewTask,
          # A message to send with it.
          message: ?NewMessage
        ) -> (
          # What it did.
          change: Change
        )

        # Takes back the last status change, within 24 hours and where the new stay has fired nothing.
        method Undo(
          # The customer's number.
          number: string,
          # Refuse if the customer's version is another.
          expectedVersion: ?int
        ) -> (
          # Code of the status taken back.
          from: string,
          # Code of the status it is in again.
          to: string,
          # Counts the customer's changes.
          version: int
        )

        # Sets the due date of the present stay, or resets it to the one that the status gives if none is given.
        method SetDueDate(
          # The customer's number.
          number: string,
          # The due date, YYYY-MM-DD.
          dueOn: ?string,
          # Refuse if the customer's version is another.
          expectedVersion: ?int
        ) -> (
          # The due date, YYYY-MM-DD.
          dueOn: ?string,
          # From when on it is overdue; milliseconds since the Unix epoch, UTC.
          overdueAt: ?int
        )

        # Lets nothing fire for a customer before a day, or ends that if none is given.
        method Pause(
          # The customer's number.
          number: string,
          # The day, YYYY-MM-DD.
          until: ?string,
          # Refuse if the customer's version is another.
          expectedVersion: ?int
        ) -> ()

        # The change was refused; nothing was changed.
        error ChangeRejected (
          # Every reason, a sentence each.
          reasons: []string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # The customer was changed meanwhile.
        error VersionConflict (
          # The present version.
          current: int,
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
