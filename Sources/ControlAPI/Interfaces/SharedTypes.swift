/// Types that several interfaces have: in Varlink, a type belongs to one interface, so each has a copy.
extension InterfaceTexts {
    static let followUpType = """
        # One planned firing of one trigger: plan and ledger in one.
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

    static let ruleType = """
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
        """
}
