extension InterfaceTexts {
    static let customerTypes = """
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
        """
}
