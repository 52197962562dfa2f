extension InterfaceTexts {
    /// From its parts, a file each; their files are named as those of the methods.
    public static let customers = [
        customerLookups, customerTypes, customerEditing, customerStatusChanges, customerImport,
    ].joined(separator: "\n\n")

    private static let customerLookups = """
        # Customers and their statuses.
        interface io.followupd.Customers

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

        \(ruleType)

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

        # Returns the stays of a customer, and its notes.
        method History(
          # The customer's number.
          number: string
        ) -> (
          # The last stays, oldest first: a thousand, or a mebibyte of their notes.
          periods: []Period,
          # The last notes, oldest first: a thousand, or a mebibyte of text.
          notes: []Note
        )

        # Tells why each follow-up of a customer did or did not happen, and what comes next.
        method Explain(
          # The customer's number.
          number: string
        ) -> (
          # The customer.
          customer: Customer,
          # The last stays, oldest first: a thousand, or a mebibyte of their notes.
          periods: []Period,
          # Everything planned or done for this customer, by instant.
          followUps: []FollowUp,
          # The last notes, oldest first: a thousand, or a mebibyte of text.
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

        # There is no such customer.
        error CustomerNotFound (
          # The customer's number.
          number: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
