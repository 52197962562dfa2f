extension InterfaceTexts {
    public static let tasks = """
        # Work for people.
        interface io.followupd.Tasks

        # Work for a person.
        type Task (
          # The id.
          id: int,
          # The customer's number.
          number: string,
          # The customer's name.
          name: string,
          # The subject line.
          subject: string,
          # The text.
          text: string,
          # todo, call, visit or letter.
          type: string,
          # Code of the user whose work it is.
          assignee: ?string,
          # Code of the team, where it is nobody's in particular.
          team: ?string,
          # 1, the most urgent, to 10.
          priority: int,
          # The due date, YYYY-MM-DD.
          dueOn: string,
          # open, in_progress, done or cancelled.
          state: string,
          # Whether it came later than planned.
          late: bool,
          # Code of the trigger.
          trigger: ?string,
          # When it was made; milliseconds since the Unix epoch, UTC.
          createdAt: int,
          # Who made it.
          createdBy: string,
          # When work on it began; milliseconds since the Unix epoch, UTC.
          startedAt: ?int,
          # When it was done or cancelled; milliseconds since the Unix epoch, UTC.
          closedAt: ?int,
          # Who closed it.
          closedBy: ?string,
          # Of a call: no_answer, busy, left_voicemail or reached.
          result: ?string,
          # What came of it.
          outcome: ?string
        )

        # What somebody wrote to a task.
        type Note (
          # When; milliseconds since the Unix epoch, UTC.
          at: int,
          # Who.
          by: string,
          # The text.
          text: string
        )

        # Lists open tasks by due date, overdue ones first. One a reply. The last reply is empty.
        # [Requires 'more' flag]
        method List(
          # Closed ones too.
          all: ?bool,
          # Only the caller's own, and those of his teams.
          mine: ?bool,
          # Only this customer's.
          number: ?string,
          # Only this user's, by code.
          assignee: ?string,
          # Only this team's, by code.
          team: ?string,
          # Only of this type.
          type: ?string,
          # Only those due before this day, YYYY-MM-DD.
          dueBefore: ?string,
          # Where to go on: a cursor that this listing handed out.
          cursor: ?string,
          # The most objects to return.
          limit: ?int
        ) -> (
          # The task.
          task: ?Task,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Returns one task with what was written to it.
        method Get(
          # The id.
          id: int
        ) -> (
          # The task.
          task: Task,
          # The last notes, oldest first: a thousand, or a mebibyte of text.
          notes: []Note
        )

        # Adds a task by hand.
        method Add(
          # The customer's number.
          number: string,
          # The subject line.
          subject: string,
          # The text.
          text: ?string,
          # todo, call, visit or letter.
          type: ?string,
          # 1, the most urgent, to 10.
          priority: ?int,
          # Whose it is: the first of owner, user:CODE, team:CODE that there is, parted by commas; the caller's own otherwise.
          assignee: ?string,
          # The due date, YYYY-MM-DD.
          dueOn: ?string
        ) -> (
          # The id.
          id: int
        )

        # Takes up an open task; whose team it was, it becomes the caller's.
        method Start(
          # The id.
          id: int
        ) -> ()

        # Ends a task as done, and changes the customer's status with it if asked to: both, or neither.
        method Complete(
          # The id.
          id: int,
          # Of a call: no_answer, busy, left_voicemail or reached.
          result: ?string,
          # What came of it, in a few words.
          outcome: ?string,
          # A note to the task.
          note: ?string,
          # Code of the status to move the customer to.
          status: ?string,
          # Code of the reason, with a status.
          reason: ?string
        ) -> (
          # Code of the status left.
          from: ?string,
          # Code of the status entered.
          to: ?string
        )

        # Opens a closed task again; its triggers watch it anew.
        method Reopen(
          # The id.
          id: int
        ) -> ()

        # Closes a task undone.
        method Cancel(
          # The id.
          id: int,
          # A note to the task.
          note: ?string
        ) -> ()

        # Gives a task to somebody, who is told if he wants that.
        method Assign(
          # The id.
          id: int,
          # The first of owner, user:CODE, team:CODE that there is, parted by commas.
          assignee: string
        ) -> ()

        # Moves the due date of an open task; the triggers on it watch the new one.
        method Snooze(
          # The id.
          id: int,
          # The new due date, YYYY-MM-DD.
          untilOn: string
        ) -> ()

        # Writes a note to a task.
        method AddNote(
          # The id.
          id: int,
          # The text.
          text: string
        ) -> ()

        # There is no such task.
        error TaskNotFound (
          # The id.
          id: int,
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
