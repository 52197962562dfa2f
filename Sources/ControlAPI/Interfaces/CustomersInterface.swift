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
          # Telephone number that takes text messages.
          mobile: ?string,
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
          # Birthday, YYYY-MM-DD.
          birthday: ?string,
          # Anniversary, YYYY-MM-DD.
          anniversary: ?string,
          # Whether it wants no marketing.
          doNotMarket: bool,
          # Whether it wants no calls.
          doNotCall: bool,
          # Channels it has opted out of: email, sms, letter.
          optOuts: []string,
          # Day of the last payment, YYYY-MM-DD; kept for other systems.
          lastPaymentOn: ?string,
          # Sales of the year, such as 1500.00; kept for other systems.
          yearToDateSales: ?string,
          # What it owes, such as 1500.00; kept for other systems.
          receivableBalance: ?string,
          # Sales of all time, such as 1500.00; kept for other systems.
          lifetimeSales: ?string,
          # Tags.
          tags: []string,
          # Fields of your own, by name.
          customFields: [string]string,
          # Code of the status.
          status: string,
          # Name of the status.
          statusName: string,
          # Code of the status reason.
          reason: ?string,
          # Why it is in its status, in free text.
          note: string,
          # Whether its status is an active one.
          active: bool,
          # Whether its status takes part in loyalty rewards.
          loyalty: bool,
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
          # The day on which its status was first an active one, YYYY-MM-DD.
          activatedOn: ?string,
          # Nothing fires before this day, YYYY-MM-DD.
          pausedUntil: ?string,
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
          version: int,
          # Id of the task that came with it.
          taskId: ?int,
          # Id of the message that came with it.
          messageId: ?int,
          # What the status recommends to do with entering it, and nobody did: message, task.
          recommended: []string
        )

        # One stay in a status.
        type Period (
          # The id.
          id: int,
          # Code of the status.
          status: string,
          # Name of the status.
          statusName: string,
          # Code of the status reason.
          reason: ?string,
          # When it entered the status; milliseconds since the Unix epoch, UTC.
          enteredAt: int,
          # Who put it there.
          enteredBy: string,
          # When that was recorded; milliseconds since the Unix epoch, UTC.
          recordedAt: int,
          # The due date, YYYY-MM-DD.
          dueOn: ?string,
          # From when on it is overdue; milliseconds since the Unix epoch, UTC.
          overdueAt: ?int,
          # When it left the status; milliseconds since the Unix epoch, UTC.
          leftAt: ?int,
          # Who ended the stay.
          leftBy: ?string,
          # changed, merged or erased; none while it lasts.
          ending: ?string,
          # Days in the status, until now where it still is.
          days: int,
          # Why, in free text.
          note: string
        )

        # What somebody wrote about a customer.
        type Note (
          # The id.
          id: int,
          # When; milliseconds since the Unix epoch, UTC.
          at: int,
          # Who.
          by: string,
          # The text.
          text: string
        )

        # A rule of a search, or a group of rules.
        type Rule (
          # and, or, not; or a comparison: =, !=, <, <=, >, >=, ~, in, not in, within, is set, is not set, holds, by.
          operation: string,
          # For a comparison: the field, or custom. and the name of a custom field.
          field: ?string,
          # For a comparison: what it compares with.
          values: ?[]string,
          # For a group: its parts; one for not.
          rules: ?[]Rule
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
          # What it is about: period, task or customer.
          subject: string,
          # Id of that.
          subjectId: int,
          # Counts how often the due date was moved into the future after it fired.
          round: int,
          # Counts repetitions; for birthdays and anniversaries the year.
          occurrence: int,
          # How many occurrences it stands for, with those missed before it.
          covers: int,
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

        # A customer that may be the same as another.
        type Duplicate (
          # The customer's number.
          number: string,
          # The name.
          name: string,
          # What they have in common, such as the same email.
          reasons: []string
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
          # Telephone number that takes text messages.
          mobile: ?string,
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
          # Birthday, YYYY-MM-DD.
          birthday: ?string,
          # Anniversary, YYYY-MM-DD.
          anniversary: ?string,
          # Whether it wants no marketing.
          doNotMarket: ?bool,
          # Whether it wants no calls.
          doNotCall: ?bool,
          # Channels it has opted out of: email, sms, letter.
          optOuts: ?[]string,
          # Tags.
          tags: ?[]string,
          # Fields of your own, by name.
          customFields: ?[string]string,
          # Code or name of the status; the initial one if none is given.
          status: ?string,
          # Code or name of a reason of the status.
          reason: ?string,
          # When it entered the status, if not now; milliseconds since the Unix epoch, UTC.
          enteredAt: ?int,
          # A due date in place of the one that the status gives.
          dueOn: ?string,
          # Why, in free text.
          note: ?string,
          # What happens to follow-ups that lie in the past: staff, all, future or none.
          backfill: ?string,
          # Refuse a customer that seems to be there already, instead of telling of it.
          refuseDuplicates: ?bool
        ) -> (
          # The customer's number; assigned if none is given.
          number: string,
          # Customers that may be the same.
          duplicates: []Duplicate
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
          # A search expression, such as: active and overdue by 3 days.
          search: ?string,
          # The same as a tree of rules; in place of search.
          rules: ?Rule,
          # Only this status, by code.
          status: ?string,
          # Only this user's, by code.
          owner: ?string,
          # Only those that are overdue.
          overdue: ?bool,
          # The departments of those found too, at any depth.
          departments: ?bool,
          # created, number, name, due or entered; none given: as they are found fastest.
          sort: ?string,
          # From the end.
          descending: ?bool,
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
        method Count(
          # A search expression, such as: active and overdue by 3 days.
          search: ?string,
          # The same as a tree of rules; in place of search.
          rules: ?Rule
        ) -> (
          # One for each status, in their order.
          statuses: []StatusCount
        )

        # Changes what is known of a customer: the fields named, the others stay.
        method Update(
          # The customer's number.
          number: string,
          # By the names that List has; an empty text clears a field. Several values are separated by commas.
          fields: ?[string]string,
          # By name; an empty text removes the field.
          customFields: ?[string]string,
          # Tags to add.
          addTags: ?[]string,
          # Tags to remove.
          removeTags: ?[]string,
          # Refuse if the customer's version is another.
          expectedVersion: ?int
        ) -> (
          # Counts the customer's changes.
          version: int
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

        # Adds a note to a customer's log.
        method AddNote(
          # The customer's number.
          number: string,
          # The text.
          text: string
        ) -> (
          # The id.
          id: int
        )

        # Returns every stay of a customer, and its notes.
        method History(
          # The customer's number.
          number: string
        ) -> (
          # Every stay, oldest first.
          periods: []Period,
          # The last thousand notes, oldest first.
          notes: []Note
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
          followUps: []FollowUp,
          # The last thousand notes, oldest first.
          notes: []Note
        )

        # Tells whether a customer's status lets some work happen.
        method Check(
          # The customer's number.
          number: string,
          # order, fill, assign, or a name of your own.
          work: string
        ) -> (
          # Whether it does.
          allowed: bool,
          # Code of the status.
          status: string,
          # Name of the status.
          statusName: string,
          # The work that the status lets happen.
          allows: []string
        )

        # Adds customers from rows of a CSV file, a batch a call.
        method Import(
          # The column names of the file's first line.
          header: []string,
          # Whole rows of the file, as text (RFC 4180).
          csv: string,
          # The line of the file on which the rows begin, counted from 1.
          firstLine: int,
          # each (the default: bad rows are reported, the others go in), atomic or dry_run. The last two take at most 50000 rows, in at most 256
          # calls of a mebibyte each.
          mode: ?string,
          # What happens to follow-ups that lie in the past: staff, all, future or none.
          backfill: ?string,
          # Refuse unknown columns instead of making them custom fields.
          strict: ?bool,
          # A row whose number is known changes that customer instead of being refused.
          update: ?bool,
          # The import that these rows go on with; given by the first reply where mode is atomic or dry_run.
          importId: ?int,
          # These are the last rows. Where mode is atomic or dry_run, nothing is done before.
          last: ?bool
        ) -> (
          # The import that these rows go on with; given by the first reply where mode is atomic or dry_run.
          importId: ?int,
          # Customers added.
          added: int,
          # Customers changed.
          updated: int,
          # Customers that are as the file says already.
          unchanged: int,
          # Follow-ups that fire at once, since they lie in the past.
          firesNow: int,
          # Follow-ups planned for later.
          firesLater: int,
          # Follow-ups skipped.
          skipped: int,
          # Rows not taken.
          refused: []RefusedRow
        )

        # Returns customers with their histories as a CSV file that Import reads, some rows a reply. The last reply is empty.
        # [Requires 'more' flag]
        method Export(
          # A search expression, such as: active and overdue by 3 days.
          search: ?string,
          # The same as a tree of rules; in place of search.
          rules: ?Rule,
          # Where to go on: a cursor that this listing handed out.
          cursor: ?string
        ) -> (
          # Whole rows, as text (RFC 4180); the first reply begins with the names of the columns.
          csv: ?string,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Makes two customers one.
        method Merge(
          # Number of the duplicate; it finds the survivor from then on.
          number: string,
          # Number of the survivor.
          into: string,
          # Refuse if the survivor's version is another.
          expectedVersion: ?int
        ) -> (
          # The survivor's version.
          version: int
        )

        # Removes everything that tells who a customer was, for good. Backups keep it until they age out.
        method Erase(
          # The customer's number.
          number: string,
          # Refuse if the customer's version is another.
          expectedVersion: ?int
        ) -> (
          # What the ledger calls it from now on.
          anonymousNumber: string
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

        # The customer seems to be there already.
        error PossibleDuplicate (
          # Numbers of the customers that may be the same.
          numbers: []string,
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
