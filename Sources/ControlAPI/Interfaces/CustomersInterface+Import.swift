extension InterfaceTexts {
    static let customerImport = """
        # A row that an import did not take.
        type RefusedRow (
          # The line, counted from 1.
          line: int,
          # Why not, in one sentence.
          reason: string
        )

        # Adds customers from rows of a CSV file, a batch a call.
        method Import(
          # The column names of the file's first line.
          header: []string,
          # Whole rows of the file, as text (RFC 4180).
          csv: string,
          # The line of the file on which the rows begin, counted from 1.
          firstLine: int,
          # each (the default: bad rows are reported, the others go in), atomic or dry_run. The last two take at most 50000 rows, in at most 256
          # calls of a mebibyte each.
          mode: ?string,
          # What happens to follow-ups that lie in the past: staff, all, future or none.
          backfill: ?string,
          # Refuse unknown columns instead of making them custom fields.
          strict: ?bool,
          # A row whose number is known changes that customer instead of being refused.
          update: ?bool,
          # The import that these rows go on with, with the same header and options; given by the first reply where mode is atomic or dry_run.
          importId: ?int,
          # These are the last rows. Where mode is atomic or dry_run, nothing is done before.
          last: ?bool
        ) -> (
          # The import that these rows go on with; given by the first reply where mode is atomic or dry_run.
          importId: ?int,
          # Customers added.
          added: int,
          # Customers changed.
          updated: int,
          # Customers that are as the file says already.
          unchanged: int,
          # Follow-ups that fire at once, since they lie in the past.
          firesNow: int,
          # Follow-ups planned for later.
          firesLater: int,
          # Follow-ups skipped.
          skipped: int,
          # Rows not taken.
          refused: []RefusedRow
        )

        # Returns customers with their histories as a CSV file that Import reads, some rows a reply. The last reply is empty.
        # [Requires 'more' flag]
        method Export(
          # A search expression, such as: active and overdue by 3 days.
          search: ?string,
          # The same as a tree of rules; in place of search.
          rules: ?Rule,
          # Where to go on: a cursor that this listing handed out.
          cursor: ?string
        ) -> (
          # Whole rows, as text (RFC 4180); the first reply begins with the names of the columns.
          csv: ?string,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Makes two customers one.
        method Merge(
          # Number of the duplicate; it finds the survivor from then on.
          number: string,
          # Number of the survivor.
          into: string,
          # Refuse if the survivor's version is another.
          expectedVersion: ?int
        ) -> (
          # The survivor's version.
          version: int
        )

        # Removes everything that tells who a customer was, for good. Backups keep it until they age out.
        method Erase(
          # The customer's number.
          number: string,
          # Refuse if the customer's version is another.
          expectedVersion: ?int
        ) -> (
          # What the ledger calls it from now on.
          anonymousNumber: string
        )

        # The customer is erased, but not all bytes are gone from the files yet; that is gone on with by itself.
        error ErasureUnfinished (
          # The number that the ledger has from now on.
          number: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # No such import is under way.
        error ImportNotFound (
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
