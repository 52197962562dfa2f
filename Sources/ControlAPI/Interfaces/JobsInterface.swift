extension InterfaceTexts {
    public static let jobs = """
        # What the daemon does by a schedule.
        interface io.followupd.Jobs

        # Work that comes again.
        type Job (
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # service, digest, backup, report, prune, optimize or heartbeat.
          kind: string,
          # A calendar expression such as Mon..Fri *-*-* 08:00 Europe/Berlin, or an interval such as every 15 minutes; empty for a service
          # that works whenever there is something to do.
          schedule: string,
          # What its kind asks for, such as directory and keep for a backup.
          options: [string]string,
          # It begins at a random moment within so many seconds.
          jitterSeconds: int,
          # It is given up after so many seconds.
          timeoutSeconds: int,
          # How often a failed run is tried again, with growing waits.
          retries: int,
          # One that every office has; it can be changed and paused, not removed.
          builtIn: bool,
          # Whether it is paused.
          paused: bool,
          # Whether it runs this moment.
          running: bool,
          # The next instant of its schedule; milliseconds since the Unix epoch, UTC.
          nextAt: ?int,
          # When it last began; milliseconds since the Unix epoch, UTC.
          lastAt: ?int,
          # running, succeeded, failed, timed_out or interrupted.
          lastOutcome: ?string,
          # What it did, or what went wrong.
          lastDetail: ?string
        )

        # One run of a job.
        type JobRun (
          # Code of the job.
          job: string,
          # The instant of the schedule that it is for; milliseconds since the Unix epoch, UTC.
          scheduledAt: int,
          # When it began; milliseconds since the Unix epoch, UTC.
          startedAt: int,
          # When it ended; milliseconds since the Unix epoch, UTC.
          finishedAt: ?int,
          # running, succeeded, failed, timed_out or interrupted.
          outcome: string,
          # What it did, or what went wrong.
          detail: string,
          # Which attempt it was, from 1.
          attempt: int,
          # Instants of the schedule that it stands for beside its own.
          missed: int,
          # Who asked for it; none: the schedule.
          by: ?string
        )

        # Lists jobs by code. One a reply. The last reply is empty.
        # [Requires 'more' flag]
        method List() -> (
          # The job.
          job: ?Job,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Adds a digest, a backup or a report.
        method Add(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # digest, backup or report.
          kind: string,
          # A calendar expression such as Mon..Fri *-*-* 08:00 Europe/Berlin, or an interval such as every 15 minutes.
          schedule: string,
          # What its kind asks for.
          options: ?[string]string,
          # It begins at a random moment within so many seconds; 0 if not given.
          jitterSeconds: ?int,
          # It is given up after so many seconds; 600 if not given.
          timeoutSeconds: ?int,
          # How often a failed run is tried again; 3 if not given.
          retries: ?int
        ) -> ()

        # Changes a job. What is not given stays; an option with an empty text is removed. Of a service only the schedule can be changed: with one it
        # works at its instants only, each time until nothing is left to do; with an empty one whenever there is something to do.
        method Update(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # A calendar expression such as Mon..Fri *-*-* 08:00 Europe/Berlin, or an interval such as every 15 minutes.
          schedule: ?string,
          # What is to be changed.
          options: ?[string]string,
          # It begins at a random moment within so many seconds.
          jitterSeconds: ?int,
          # It is given up after so many seconds.
          timeoutSeconds: ?int,
          # How often a failed run is tried again.
          retries: ?int
        ) -> ()

        # Removes a job that somebody added, with its history.
        method Remove(
          # The code: its unchanging handle.
          code: string
        ) -> ()

        # Runs a job at once, and returns when it has ended.
        method Run(
          # The code: its unchanging handle.
          code: string
        ) -> (
          # What it did.
          run: JobRun
        )

        # Holds a job; instants of its schedule that pass meanwhile are not made up for. Scanning and sending can be held too.
        method Pause(
          # The code: its unchanging handle.
          code: string
        ) -> ()

        # Lets a paused job go on.
        method Resume(
          # The code: its unchanging handle.
          code: string
        ) -> ()

        # Lists runs, newest first. One a reply. The last reply is empty.
        # [Requires 'more' flag]
        method History(
          # Only this job's.
          code: ?string,
          # Where to go on: a cursor that this listing handed out.
          cursor: ?string,
          # The most objects to return.
          limit: ?int
        ) -> (
          # The run.
          run: ?JobRun,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # There is no such job.
        error JobNotFound (
          # The code: its unchanging handle.
          code: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # It runs this moment, and never twice at once.
        error JobRunning (
          # The code: its unchanging handle.
          code: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
