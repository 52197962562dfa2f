extension InterfaceTexts {
    public static let audit = """
        # The trail of every change that somebody asked for.
        interface io.followupd.Audit

        # One change.
        type Entry (
          # The id.
          id: int,
          # When; milliseconds since the Unix epoch, UTC.
          at: int,
          # The Unix user id of the caller.
          uid: ?int,
          # Who.
          by: string,
          # The service account that acted for him.
          assumedBy: ?string,
          # What was done, such as add, edit or set-status.
          action: string,
          # What it was about: customer, status, user, …
          kind: string,
          # Its number or code.
          subject: string,
          # What stood there before, by member.
          before: [string]string,
          # What has stood there since, by member.
          after: [string]string
        )

        # Lists changes, newest first, one a reply. The last reply is empty.
        # [Requires 'more' flag]
        method List(
          # Only about this kind.
          kind: ?string,
          # Only about this number or code.
          subject: ?string,
          # Only by this user, or for him.
          by: ?string,
          # Only this action.
          action: ?string,
          # Only where this stood before or after.
          text: ?string,
          # Only from then on; milliseconds since the Unix epoch, UTC.
          sinceAt: ?int,
          # Only before then; milliseconds since the Unix epoch, UTC.
          untilAt: ?int,
          # Where to go on: a cursor that this listing handed out.
          cursor: ?string,
          # The most objects to return.
          limit: ?int
        ) -> (
          # The change.
          entry: ?Entry,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )
        """
}
