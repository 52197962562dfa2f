extension InterfaceTexts {
    public static let triggers = """
        # The rules by which statuses and tasks make follow-ups.
        interface io.followupd.Triggers

        # When a trigger fires and what it makes: a task, a message (template) or a move (moveTo).
        type Rule (
          # When it fires, such as 2 business days before due at 10:00, 1 week before birthday, 1 day after task due.
          when: ?string,
          # It fires again every so often, such as 2 days.
          every: ?string,
          # How often at most, the first included.
          times: ?int,
          # What has to be true of the customer when it fires, as a search expression.
          if: ?string,
          # Of a rule of tasks: only tasks of that type.
          taskType: ?string,
          # Too late to be of use after this long, such as 2 weeks.
          skipAfter: ?string,
          # The subject of the task to make, with merge fields.
          task: ?string,
          # Text of the task, with merge fields.
          description: ?string,
          # Type of the task: todo, call, visit or letter.
          type: ?string,
          # 1, the most urgent, to 10.
          priority: ?int,
          # How long after firing the task is due, such as 2 business days; none given: that day.
          dueIn: ?string,
          # Cancel its open task when the customer leaves the status.
          autoCancel: ?bool,
          # Whose the task is, or the call that a chain comes to: the first of owner, assignee, user:CODE, team:CODE that there is.
          assignee: ?[]string,
          # Code of the template of the message to make.
          template: ?string,
          # How it travels: email, sms, letter, webhook, call; each is taken where the one before cannot be.
          channels: ?[]string,
          # customer, owner, assignee, user:CODE or team:CODE.
          recipient: ?string,
          # Send the message even if the customer has left the status.
          keepWhenLeft: ?bool,
          # Code of the status to move the customer to.
          moveTo: ?string,
          # Code of the reason to give with the move.
          reason: ?string
        )

        # A rule of a status, or of tasks.
        type Trigger (
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # Code of the status; none for a rule of tasks.
          status: ?string,
          # The place in the order, from 1.
          position: int,
          # What it says; what is not the default.
          rule: Rule,
          # Whether it is in force.
          enabled: bool,
          # Whether it is retired.
          retired: bool,
          # Counts its edits.
          revision: int
        )

        # Lists triggers by status and position, those of tasks last. One a reply. The last reply is empty.
        # [Requires 'more' flag]
        method List(
          # Only this status', by code.
          status: ?string
        ) -> (
          # The trigger.
          trigger: ?Trigger,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Adds a trigger. Customers already in the status, or open tasks, are planned too, in the background.
        method Add(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # Code of the status; none for a rule of tasks.
          status: ?string,
          # What it says.
          rule: Rule,
          # What happens to follow-ups that lie in the past: staff, all, future or none.
          backfill: ?string
        ) -> ()

        # Changes a trigger: what the rule names takes the place of what it said, an empty text removes it. What is planned is planned anew.
        method Update(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # What is to be changed.
          rule: ?Rule,
          # What happens to follow-ups that lie in the past: staff, all, future or none.
          backfill: ?string
        ) -> ()

        # Tells what a new trigger, or a changed one, would do for those who are there already. Changes nothing.
        method Preview(
          # Code of the trigger to be changed; none for a new one.
          code: ?string,
          # Code of the status, for a new one.
          status: ?string,
          # What it says, or what is to be changed.
          rule: Rule,
          # What happens to follow-ups that lie in the past: staff, all, future or none.
          backfill: ?string
        ) -> (
          # Customers in the status, or open tasks.
          subjects: int,
          # For how many it would fire at once, late.
          firesNow: int,
          # For how many it would be planned.
          firesLater: int,
          # For how many nothing would happen.
          never: int
        )

        # Puts a trigger in force.
        method Enable(
          # The code: its unchanging handle.
          code: string
        ) -> ()

        # Takes a trigger out of force; what it planned is cancelled.
        method Disable(
          # The code: its unchanging handle.
          code: string
        ) -> ()

        # Takes a trigger out of use for good; what it planned is cancelled.
        method Retire(
          # The code: its unchanging handle.
          code: string
        ) -> ()

        # There is no such trigger.
        error TriggerNotFound (
          # The code: its unchanging handle.
          code: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
