extension InterfaceTexts {
    public static let triggers = """
        # The rules by which statuses make follow-ups.
        interface io.followupd.Triggers

        # A rule of a status: when it fires, and what it makes.
        type Trigger (
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # Code of the status.
          status: string,
          # The place in the order, from 1.
          position: int,
          # When it fires, such as 2 business days before due at 10:00.
          when: string,
          # The subject of the task to make, with merge fields.
          task: ?string,
          # Text of the task, with merge fields.
          description: ?string,
          # 1, the most urgent, to 10.
          priority: ?int,
          # Cancel its open task when the customer leaves the status.
          autoCancel: ?bool,
          # Code of the template of the mail to make.
          email: ?string,
          # customer or owner.
          recipient: ?string,
          # Send the message even if the customer has left the status.
          keepWhenLeft: ?bool,
          # Too late to be of use after this long, such as 2 weeks.
          skipAfter: ?string,
          # Whether it is in force.
          enabled: bool,
          # Whether it is retired.
          retired: bool,
          # Counts its edits.
          revision: int
        )

        # Lists triggers by status and position, one a reply. The last reply is empty.
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

        # Adds a trigger that makes either a task or a mail. Customers already in the status are planned too, in the background.
        method Add(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # Code of the status.
          status: string,
          # When it fires, such as 2 business days before due at 10:00.
          when: string,
          # The subject of the task to make, with merge fields.
          task: ?string,
          # Text of the task, with merge fields.
          description: ?string,
          # 1, the most urgent, to 10.
          priority: ?int,
          # Cancel its open task when the customer leaves the status.
          autoCancel: ?bool,
          # Code of the template of the mail to make.
          email: ?string,
          # customer or owner.
          recipient: ?string,
          # Send the message even if the customer has left the status.
          keepWhenLeft: ?bool,
          # Too late to be of use after this long, such as 2 weeks.
          skipAfter: ?string,
          # What happens to follow-ups that lie in the past: staff, all, future or none.
          backfill: ?string
        ) -> ()

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

        # There is no such trigger.
        error TriggerNotFound (
          # The code: its unchanging handle.
          code: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
