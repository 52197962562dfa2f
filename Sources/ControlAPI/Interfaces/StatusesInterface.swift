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
          # Whether it is retired.
          retired: bool,
          # Number of customers in it.
          customers: int
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
          # Leave out the default trigger of a status with a duration: a task when overdue.
          noFollowUp: ?bool
        ) -> ()

        # There is no such status.
        error StatusNotFound (
          # The code: its unchanging handle.
          code: string,
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
