extension InterfaceTexts {
    public static let messages = """
        # Texts on their way to someone.
        interface io.followupd.Messages

        # A text for someone.
        type Message (
          # The id.
          id: int,
          # The Message-ID of RFC 5322, the same at every attempt.
          messageId: string,
          # The customer's number.
          number: string,
          # The customer's name.
          name: string,
          # email, sms, letter or webhook.
          channel: string,
          # customer or owner.
          recipient: string,
          # Where it went, once sent.
          address: ?string,
          # The subject line.
          subject: string,
          # The text.
          text: string,
          # queued, sending, sent, failed, suppressed or cancelled.
          state: string,
          # Why; a word of a closed list, or a sentence.
          reason: string,
          # How often it was tried.
          attempts: int,
          # Whether it came later than planned.
          late: bool,
          # Code of the trigger.
          trigger: ?string,
          # When it was made; milliseconds since the Unix epoch, UTC.
          createdAt: int,
          # When it is tried next, while queued; milliseconds since the Unix epoch, UTC.
          nextAttemptAt: ?int,
          # When it got its final state; milliseconds since the Unix epoch, UTC.
          decidedAt: ?int
        )

        # Lists messages, newest first, one a reply. The last reply is empty.
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
          # The message.
          message: ?Message,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Returns one message.
        method Get(
          # The id.
          id: int
        ) -> (
          # The message.
          message: Message
        )

        # Queues a failed message again.
        method Retry(
          # The id.
          id: int
        ) -> ()

        # Withdraws a queued message.
        method Cancel(
          # The id.
          id: int
        ) -> ()

        # There is no such message.
        error MessageNotFound (
          # The id.
          id: int,
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
