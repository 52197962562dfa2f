extension InterfaceTexts {
    public static let customers = """
        # Customers and their statuses.
        interface io.followupd.Customers

        # A customer with its present status.
        type Customer (
          # The customer's number.
          number: string,
          # The name.
          name: string,
          # Name of the department, for a department of a parent customer.
          department: ?string,
          # Number of the customer it is a department of.
          parent: ?string,
          # Code of the branch.
          branch: ?string,
          # Code of the user it is assigned to.
          owner: ?string,
          # Mail address.
          email: ?string,
          # Telephone number.
          phone: ?string,
          # Address of the website.
          website: ?string,
          # Street and house number.
          street: ?string,
          # City.
          city: ?string,
          # Postal code.
          postalCode: ?string,
          # Country.
          country: ?string,
          # Kind of account.
          accountType: ?string,
          # Where the customer came from.
          leadSource: ?string,
          # Fields of your own, by name.
          customFields: [string]string,
          # Code of the status.
          status: string,
          # Name of the status.
          statusName: string,
          # Whether its status is an active one.
          active: bool,
          # When it entered the status; milliseconds since the Unix epoch, UTC.
          enteredAt: int,
          # The due date, YYYY-MM-DD.
          dueOn: ?string,
          # From when on it is overdue; milliseconds since the Unix epoch, UTC.
          overdueAt: ?int,
          # Whether a person set the due date.
          dueOverridden: bool,
          # Whether it is overdue.
          overdue: bool,
          # Today minus the due date, while overdue.
          daysOverdue: ?int,
          # Counts the customer's changes.
          version: int,
          # When it was made; milliseconds since the Unix epoch, UTC.
          createdAt: int,
          # The IANA time zone in which its dates are counted.
          zone: string
        )

        # How many customers are in a status.
        type StatusCount (
          # Code of the status.
          status: string,
          # Name of the status.
          name: string,
          # Whether the status is an active one.
          active: bool,
          # Number of customers.
          customers: int,
          # How many of them are overdue.
          overdue: int
        )

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
          version: int
        )

        # One stay in a status.
        type Period (
          # The id.
          id: int,
          # Code of the status.
          status: string,
          # Name of the status.
          statusName: string,
          # When it entered the status; milliseconds since the Unix epoch, UTC.
          enteredAt: int,
          # Who put it there.
          enteredBy: string,
          # The due date, YYYY-MM-DD.
          dueOn: ?string,
          # From when on it is overdue; milliseconds since the Unix epoch, UTC.
          overdueAt: ?int,
          # When it left the status; milliseconds since the Unix epoch, UTC.
          leftAt: ?int,
          # Who ended the stay.
          leftBy: ?string,
          # Days in the status, until now where it still is.
          days: int,
          # Why, in free text.
          note: string
        )

        # One planned firing of one trigger, as io.followupd.FollowUps has it.
        type FollowUp (
          # The id.
          id: int,
          # The customer's number.
          number: string,
          # The name.
          name: string,
          # Code of the status.
          status: string,
          # Code of the trigger.
          trigger: string,
          # When it fires, such as 2 business days before due at 10:00.
          when: string,
          # Id of the stay.
          periodId: int,
          # Counts how often the due date was moved into the future after it fired.
          round: int,
          # Counts repetitions.
          occurrence: int,
          # The planned instant; milliseconds since the Unix epoch, UTC.
          fireAt: int,
          # Not fired from then on; milliseconds since the Unix epoch, UTC.
          expiresAt: ?int,
          # planned, fired, suppressed, skipped, cancelled, failed or held.
          state: string,
          # Why, as a word of a closed list; none where there is nothing to say.
          reason: string,
          # One sentence that says why it is as it is.
          explanation: string,
          # When it got its final state; milliseconds since the Unix epoch, UTC.
          decidedAt: ?int,
          # Who planned or decided it.
          decidedBy: string,
          # Whether it came later than planned.
          late: bool,
          # Why it failed.
          error: ?string,
          # Id of the task it made.
          taskId: ?int,
          # Id of the message it made.
          messageId: ?int,
          # The IANA time zone in which its dates are counted.
          zone: string
        )

        # A row that an import did not take.
        type RefusedRow (
          # The line, counted from 1.
          line: int,
          # Why not, in one sentence.
          reason: string
        )

        # Adds a customer with its first stay in a status.
        method Add(
          # The customer's number; assigned if none is given.
          number: ?string,
          # The name.
          name: string,
          # Name of the department, for a department of a parent customer.
          department: ?string,
          # Number of the customer it is a department of.
          parent: ?string,
          # Code of the branch.
          branch: ?string,
          # Code of the user it is assigned to.
          owner: ?string,
          # Mail address.
          email: ?string,
          # Telephone number.
          phone: ?string,
          # Address of the website.
          website: ?string,
          # Street and house number.
          street: ?string,
          # City.
          city: ?string,
          # Postal code.
          postalCode: ?string,
          # Country.
          country: ?string,
          # Kind of account.
          accountType: ?string,
          # Where the customer came from.
          leadSource: ?string,
          # Fields of your own, by name.
          customFields: ?[string]string,
          # Code of the status; the initial one if none is given.
          status: ?string,
          # When it entered the status, if not now; milliseconds since the Unix epoch, UTC.
          enteredAt: ?int,
          # A due date in place of the one that the status gives.
          dueOn: ?string,
          # Why, in free text.
          note: ?string,
          # What happens to follow-ups that lie in the past: staff, all, future or none.
          backfill: ?string
        ) -> (
          # The customer's number; assigned if none is given.
          number: string
        )

        # Returns one customer.
        method Get(
          # The customer's number.
          number: string
        ) -> (
          # The customer.
          customer: Customer
        )

        # Lists customers, one a reply. The last reply is empty.
        # [Requires 'more' flag]
        method List(
          # Only this status, by code.
          status: ?string,
          # Only this user's, by code.
          owner: ?string,
          # Only those that are overdue.
          overdue: ?bool,
          # entered (the default) or due.
          sort: ?string,
          # Where to go on: a cursor that this listing handed out.
          cursor: ?string,
          # The most objects to return.
          limit: ?int
        ) -> (
          # The customer.
          customer: ?Customer,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Counts customers by status.
        method Count() -> (
          # One for each status, in their order.
          statuses: []StatusCount
        )

        # Moves a customer to a status: cancels what was planned for the old one, plans the new one.
        method SetStatus(
          # The customer's number.
          number: string,
          # Code of the status.
          status: string,
          # Why, in free text.
          note: ?string,
          # A due date in place of the one that the status gives.
          dueOn: ?string,
          # Refuse if the customer's version is another.
          expectedVersion: ?int,
          # Allow the status it already has, as a new stay.
          restart: ?bool
        ) -> (
          # What it did.
          change: Change
        )

        # Moves a customer to the next status in order.
        method Advance(
          # The customer's number.
          number: string,
          # Why, in free text.
          note: ?string,
          # Refuse if the customer's version is another.
          expectedVersion: ?int
        ) -> (
          # What it did.
          change: Change
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

        # Returns every stay of a customer.
        method History(
          # The customer's number.
          number: string
        ) -> (
          # Every stay, oldest first.
          periods: []Period
        )

        # Tells why each follow-up of a customer did or did not happen, and what comes next.
        method Explain(
          # The customer's number.
          number: string
        ) -> (
          # The customer.
          customer: Customer,
          # Every stay, oldest first.
          periods: []Period,
          # Everything planned or done for this customer, by instant.
          followUps: []FollowUp
        )

        # Adds customers from rows of a CSV file, a batch a call.
        method Import(
          # The column names of the file's first line.
          header: []string,
          # Whole rows of the file, as text (RFC 4180).
          csv: string,
          # The line of the file on which the rows begin, counted from 1.
          firstLine: int,
          # each (the default: bad rows are reported, the others go in), atomic or dry_run.
          mode: ?string,
          # What happens to follow-ups that lie in the past: staff, all, future or none.
          backfill: ?string,
          # Refuse unknown columns instead of making them custom fields.
          strict: ?bool,
          # The import that these rows go on with; given by the first reply where mode is atomic or dry_run.
          importId: ?int,
          # These are the last rows. Where mode is atomic or dry_run, nothing is done before.
          last: ?bool
        ) -> (
          # The import that these rows go on with; given by the first reply where mode is atomic or dry_run.
          importId: ?int,
          # Customers added.
          added: int,
          # Follow-ups that fire at once, since they lie in the past.
          firesNow: int,
          # Follow-ups planned for later.
          firesLater: int,
          # Follow-ups skipped.
          skipped: int,
          # Rows not taken.
          refused: []RefusedRow
        )

        # There is no such customer.
        error CustomerNotFound (
          # The customer's number.
          number: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # The number cannot be given to a customer.
        error NumberUnavailable (
          # The customer's number.
          number: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

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

        # No such import is under way.
        error ImportNotFound (
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
