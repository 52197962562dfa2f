extension InterfaceTexts {
    public static let searches = """
        # Searches for customers: kept under a code, or explained.
        interface io.followupd.Searches

        # A search kept under a code.
        type Search (
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # Whose it is.
          owner: string,
          # Whether everybody has it.
          shared: bool,
          # A search expression, such as: active and overdue by 3 days.
          search: string,
          # Names of the columns to show; empty: the usual ones.
          columns: []string,
          # created, number, name, due or entered; none given: as they are found fastest.
          sort: ?string,
          # From the end.
          descending: bool,
          # The departments of those found too, at any depth.
          departments: bool
        )

        \(ruleType)

        # Lists the caller's searches and those that are shared, one a reply. The last reply is empty.
        # [Requires 'more' flag]
        method List() -> (
          # The search.
          search: ?Search,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Returns the caller's own search of that code, else the shared one.
        method Get(
          # The code: its unchanging handle.
          code: string
        ) -> (
          # The search.
          search: Search
        )

        # Keeps a search, in place of the caller's own one of that code.
        method Save(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # Whether everybody has it; for managers.
          shared: ?bool,
          # A search expression, such as: active and overdue by 3 days.
          search: ?string,
          # The same as a tree of rules; in place of search.
          rules: ?Rule,
          # Names of the columns to show; empty: the usual ones.
          columns: ?[]string,
          # created, number, name, due or entered; none given: as they are found fastest.
          sort: ?string,
          # From the end.
          descending: ?bool,
          # The departments of those found too, at any depth.
          departments: ?bool
        ) -> ()

        # Deletes a search.
        method Delete(
          # The code: its unchanging handle.
          code: string
        ) -> ()

        # Reads a search, and tells how it is worked off.
        method Explain(
          # A search expression, such as: active and overdue by 3 days.
          search: ?string,
          # The same as a tree of rules; in place of search.
          rules: ?Rule,
          # created, number, name, due or entered; none given: as they are found fastest.
          sort: ?string
        ) -> (
          # The search in its canonical form.
          text: string,
          # The same as a tree of rules.
          rules: Rule,
          # The statement; what is compared with is bound.
          sql: string,
          # How SQLite works it off, a step each.
          plan: []string
        )

        # The search cannot be read, or names something that there is not.
        error InvalidExpression (
          # Where, in characters from 1.
          position: int,
          # What should stand there.
          expected: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # There is no such search.
        error SearchNotFound (
          # The code: its unchanging handle.
          code: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
