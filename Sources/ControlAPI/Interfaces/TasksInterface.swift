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
          # Code of the user whose work it is.
          assignee: ?string,
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
          # When it was done or cancelled; milliseconds since the Unix epoch, UTC.
          closedAt: ?int,
          # Who closed it.
          closedBy: ?string
        )

        # Lists open tasks by due date, one a reply. The last reply is empty.
        # [Requires 'more' flag]
        method List(
          # Closed ones too.
          all: ?bool,
          # Only this customer's.
          number: ?string,
          # Only this user's, by code.
          assignee: ?string,
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

        # Adds a task by hand.
        method Add(
          # The customer's number.
          number: string,
          # The subject line.
          subject: string,
          # The text.
          text: ?string,
          # 1, the most urgent, to 10.
          priority: ?int,
          # Code of the user whose work it is.
          assignee: ?string,
          # The due date, YYYY-MM-DD.
          dueOn: ?string
        ) -> (
          # The id.
          id: int
        )

        # Takes up an open task.
        method Start(
          # The id.
          id: int
        ) -> ()

        # Marks a task as done.
        method Complete(
          # The id.
          id: int
        ) -> ()

        # Opens a closed task again.
        method Reopen(
          # The id.
          id: int
        ) -> ()

        # Closes a task undone.
        method Cancel(
          # The id.
          id: int
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
