extension InterfaceTexts {
    static let customerEditing = """
        # A customer that may be the same as another.
        type Duplicate (
          # The customer's number.
          number: string,
          # The name.
          name: string,
          # What they have in common, such as the same email.
          reasons: []string
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
        """
}
