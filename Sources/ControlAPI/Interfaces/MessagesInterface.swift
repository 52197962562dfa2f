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
          # customer, owner, or the code of a user.
          recipient: string,
          # service or marketing; do-not-market forbids marketing only.
          purpose: string,
          # Where it went, once sent.
          address: ?string,
          # The subject line.
          subject: string,
          # The text.
          text: string,
          # The mail's HTML part, fields escaped; none: plain text only.
          html: ?string,
          # queued, sending, sent, failed, suppressed or cancelled.
          state: string,
          # Why; a word of a closed list, or a sentence.
          reason: string,
          # How often it was tried.
          attempts: int,
          # Whether it came later than planned.
          late: bool,
          # Its place in the chain of ways, from 0.
          step: int,
          # The ways that are left if this one cannot be gone.
          fallback: []string,
          # Code of the trigger.
          trigger: ?string,
          # When it was made; milliseconds since the Unix epoch, UTC.
          createdAt: int,
          # When it is tried next, while queued; milliseconds since the Unix epoch, UTC.
          nextAttemptAt: ?int,
          # When it got its final state; milliseconds since the Unix epoch, UTC.
          decidedAt: ?int
        )

        # Lists messages, newest first. One a reply. The last reply is empty.
        # [Requires 'more' flag]
        method List(
          # Only this state.
          state: ?string,
          # Only this channel.
          channel: ?string,
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

        # Takes in that a message came back: by a report of RFC 3464, or by address or Message-ID. A permanent failure lists the address, makes the
        # message failed, and goes the next way that is left.
        method Bounce(
          # The whole mail that the mail server sent.
          report: ?string,
          # The Message-ID, with its angle brackets; in place of a report.
          messageId: ?string,
          # The address that failed; in place of a report.
          address: ?string,
          # email, sms, letter or webhook.
          channel: ?string,
          # What the other side said.
          reason: ?string
        ) -> (
          # Whether the address will never do; a delay changes nothing.
          permanent: bool,
          # Whether the address is on the bounce list now.
          listed: bool,
          # Id of the message that came back, if it is known.
          id: ?int,
          # The customer's number, if it is known.
          number: ?string
        )

        # Takes an address off the bounce list.
        method ForgetBounce(
          # The address.
          address: string,
          # email, sms, letter or webhook.
          channel: ?string
        ) -> ()

        # Takes an address off the list of those who opted out. Customers who have it stay as they are.
        method ForgetOptOut(
          # The mail address, or the number that takes text messages.
          address: string,
          # email or sms; email if not given.
          channel: ?string
        ) -> ()

        # Opts whoever has an address, now or later, out of its channel.
        method OptOut(
          # The mail address, or the number that takes text messages.
          address: string,
          # email or sms; email if not given.
          channel: ?string
        ) -> (
          # Numbers of the customers whom you see and who have it; empty if nobody has it yet.
          numbers: []string
        )

        # There is no such message.
        error MessageNotFound (
          # The id.
          id: int,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # What was given is no delivery report of RFC 3464.
        error InvalidReport (
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
