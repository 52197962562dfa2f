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

        \(followUpType)
        """
}
