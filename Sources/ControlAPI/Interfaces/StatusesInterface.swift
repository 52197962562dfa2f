extension InterfaceTexts {
    public static let statuses = """
        # The steps of the customer lifecycle.
        interface io.followupd.Statuses

        # One step of the lifecycle.
        type Status (
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # What it is for.
          description: string,
          # The place in the order, from 1.
          position: int,
          # How long a customer may stay without being overdue, such as 5 business days.
          duration: ?string,
          # Whether its customers are active.
          active: bool,
          # The work it lets happen.
          allows: []string,
          # Whether its customers take part in loyalty rewards.
          loyalty: bool,
          # Whether new customers start here.
          initial: bool,
          # Codes of the statuses that may follow; empty: any.
          successors: []string,
          # What has to be true of a customer who is to enter, as a search expression.
          entryRule: ?string,
          # Whether entering needs a reason.
          reasonRequired: bool,
          # Codes of its reasons that are not retired, in their order.
          reasons: []string,
          # Whether entering comes with a message to the customer: none, recommended or required.
          messageOnEntry: string,
          # Whether entering comes with a task: none, recommended or required.
          taskOnEntry: string,
          # Whether it is retired.
          retired: bool,
          # Number of customers in it.
          customers: int
        )

        # Why a customer is in a status.
        type Reason (
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # The place in the order, from 1.
          position: int,
          # Whether it is retired.
          retired: bool,
          # How many stays have it.
          used: int
        )

        # Lists statuses in their order, one a reply. The last reply is empty.
        # [Requires 'more' flag]
        method List(
          # Retired ones too.
          retired: ?bool
        ) -> (
          # The status.
          status: ?Status,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Adds a status behind the others.
        method Add(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # What it is for.
          description: ?string,
          # How long a customer may stay without being overdue, such as 5 business days.
          duration: ?string,
          # Whether its customers are active.
          active: ?bool,
          # The work it lets happen.
          allows: ?[]string,
          # Whether its customers take part in loyalty rewards.
          loyalty: ?bool,
          # Whether new customers start here.
          initial: ?bool,
          # Codes of the statuses that may follow; empty: any.
          successors: ?[]string,
          # What has to be true of a customer who is to enter, as a search expression.
          entryRule: ?string,
          # Whether entering needs a reason.
          reasonRequired: ?bool,
          # Whether entering comes with a message to the customer: none, recommended or required.
          messageOnEntry: ?string,
          # Whether entering comes with a task: none, recommended or required.
          taskOnEntry: ?string,
          # Leave out the default trigger of a status with a duration: a task when overdue.
          noFollowUp: ?bool
        ) -> ()

        # Changes a status: the members given, the others stay.
        method Update(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # What it is for.
          description: ?string,
          # How long a customer may stay without being overdue; an empty text: for ever.
          duration: ?string,
          # Whether its customers are active.
          active: ?bool,
          # The work it lets happen.
          allows: ?[]string,
          # Whether its customers take part in loyalty rewards.
          loyalty: ?bool,
          # Whether new customers start here.
          initial: ?bool,
          # Codes of the statuses that may follow; empty: any.
          successors: ?[]string,
          # What has to be true of a customer who is to enter, as a search expression; an empty text: nothing.
          entryRule: ?string,
          # Whether entering needs a reason.
          reasonRequired: ?bool,
          # Whether entering comes with a message to the customer: none, recommended or required.
          messageOnEntry: ?string,
          # Whether entering comes with a task: none, recommended or required.
          taskOnEntry: ?string,
          # Count the due dates of customers already in it anew, except where a person set them.
          applyToOpen: ?bool
        ) -> ()

        # Moves a status within the order.
        method Move(
          # The code: its unchanging handle.
          code: string,
          # One place up.
          up: ?bool,
          # One place down.
          down: ?bool,
          # The place in the order, from 1.
          position: ?int
        ) -> ()

        # Offers a status no longer; customers who are in it stay.
        method Retire(
          # The code: its unchanging handle.
          code: string
        ) -> ()

        # Offers a retired status again.
        method Restore(
          # The code: its unchanging handle.
          code: string
        ) -> ()

        # Deletes a status. One that customers are in is refused, unless another is named to move them to.
        method Delete(
          # The code: its unchanging handle.
          code: string,
          # Code of the status to move its customers to, batch by batch.
          replaceWith: ?string
        ) -> (
          # Number of customers that are being moved.
          moving: int
        )

        # Lists the reasons of a status in their order, one a reply. The last reply is empty.
        # [Requires 'more' flag]
        method ListReasons(
          # Code or name of the status.
          status: string,
          # Retired ones too.
          retired: ?bool
        ) -> (
          # The reason.
          reason: ?Reason,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Adds a reason behind the others of its status.
        method AddReason(
          # Code or name of the status.
          status: string,
          # Code of the reason.
          code: string,
          # The name.
          name: string
        ) -> ()

        # Renames a reason.
        method UpdateReason(
          # Code or name of the status.
          status: string,
          # Code of the reason.
          code: string,
          # The name.
          name: string
        ) -> ()

        # Moves a reason within the order of its status.
        method MoveReason(
          # Code or name of the status.
          status: string,
          # Code of the reason.
          code: string,
          # One place up.
          up: ?bool,
          # One place down.
          down: ?bool,
          # The place in the order, from 1.
          position: ?int
        ) -> ()

        # Offers a reason no longer.
        method RetireReason(
          # Code or name of the status.
          status: string,
          # Code of the reason.
          code: string
        ) -> ()

        # Offers a retired reason again.
        method RestoreReason(
          # Code or name of the status.
          status: string,
          # Code of the reason.
          code: string
        ) -> ()

        # Deletes a reason that no stay has.
        method DeleteReason(
          # Code or name of the status.
          status: string,
          # Code of the reason.
          code: string
        ) -> ()

        # There is no such status.
        error StatusNotFound (
          # The code: its unchanging handle.
          code: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # The status has no such reason.
        error ReasonNotFound (
          # Code of the status.
          status: string,
          # The code: its unchanging handle.
          code: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # Customers are in the status.
        error StatusInUse (
          # The code: its unchanging handle.
          code: string,
          # Number of customers.
          customers: int,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # Stays have the reason.
        error ReasonInUse (
          # The code: its unchanging handle.
          code: string,
          # Number of stays.
          stays: int,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # No status is the initial one, and none was named.
        error NoInitialStatus (
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
