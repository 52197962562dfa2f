extension InterfaceTexts {
    public static let followUps = """
        # What triggers plan and have done.
        interface io.followupd.FollowUps

        \(followUpType)

        # Something that a forecast says will happen.
        type Prediction (
          # When; milliseconds since the Unix epoch, UTC.
          at: int,
          # The customer's number.
          number: string,
          # Code of the trigger.
          trigger: string,
          # fired, suppressed, skipped or failed.
          state: string,
          # Why it makes nothing, as a word of a closed list.
          reason: ?string,
          # task, call, message, move or nothing.
          makes: string,
          # Whose task it is, or to whom the message goes; the status of a move.
          for: string,
          # The subject line.
          subject: string,
          # The IANA time zone in which its dates are counted.
          zone: string
        )

        # Lists follow-ups by their planned instant. One a reply. The last reply is empty.
        # [Requires 'more' flag]
        method List(
          # Only this state.
          state: ?string,
          # Only this customer's.
          number: ?string,
          # Only this trigger's, by code.
          trigger: ?string,
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

        # Tells what will be made, when and for whom, if nothing is changed until then: the real rules on a virtual clock. Changes nothing. One a reply. The last reply is empty.
        # [Requires 'more' flag]
        method Forecast(
          # How many days ahead; 30 if neither is given.
          days: ?int,
          # Up to the end of this day, YYYY-MM-DD.
          untilOn: ?string,
          # Only this customer's.
          number: ?string
        ) -> (
          # What will happen.
          prediction: ?Prediction,
          # Empty: a forecast cannot be gone on with.
          cursor: ?string
        )

        # Decides that a planned, held or failed follow-up is not to fire.
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

        # Moves a planned, held or failed follow-up to another instant; planning leaves it alone from then on.
        method Reschedule(
          # The id.
          id: int,
          # When it is to fire; milliseconds since the Unix epoch, UTC.
          at: int
        ) -> ()

        # Plans a failed follow-up anew.
        method Retry(
          # The id.
          id: int
        ) -> ()

        # Lets held follow-ups fire; conditions, skipAfter and the customers' wishes are asked again.
        method Release(
          # Only this one.
          id: ?int,
          # Only this trigger's, by code.
          trigger: ?string
        ) -> (
          # How many.
          released: int
        )

        # There is no such follow-up.
        error FollowUpNotFound (
          # The id.
          id: int,
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
