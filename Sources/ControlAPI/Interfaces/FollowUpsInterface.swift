extension InterfaceTexts {
    public static let followUps = """
        # What triggers plan and have done.
        interface io.followupd.FollowUps

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

        # Lists follow-ups by their planned instant, one a reply. The last reply is empty.
        # [Requires 'more' flag]
        method List(
          # Only this state.
          state: ?string,
          # Only this customer's.
          number: ?string,
          # Where to go on: a cursor that this listing handed out.
          cursor: ?string,
          # The most objects to return.
          limit: ?int
        ) -> (
          # The follow-up.
          followUp: ?FollowUp,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Decides that a planned or failed follow-up is not to fire.
        method Skip(
          # The id.
          id: int
        ) -> ()

        # Fires a follow-up at once, whatever its instant.
        method FireNow(
          # The id.
          id: int
        ) -> (
          # planned, fired, suppressed, skipped, cancelled, failed or held.
          state: string,
          # Why, as a word of a closed list; none where there is nothing to say.
          reason: string,
          # Id of the task it made.
          taskId: ?int,
          # Id of the message it made.
          messageId: ?int
        )

        # Plans a failed follow-up anew.
        method Retry(
          # The id.
          id: int
        ) -> ()

        # There is no such follow-up.
        error FollowUpNotFound (
          # The id.
          id: int,
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
