extension InterfaceTexts {
    public static let access = """
        # Who is who, and who may do what.
        interface io.followupd.Access

        # A person of the office.
        type User (
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # Mail address.
          email: ?string,
          # Whether it is active.
          active: bool
        )

        # Tells whom the daemon takes the caller for.
        method WhoAmI() -> (
          # The user.
          user: string,
          # The Unix user id of the caller.
          uid: int,
          # administrator, or none.
          role: string
        )

        # Lists users by code, one a reply. The last reply is empty.
        # [Requires 'more' flag]
        method ListUsers() -> (
          # The user.
          user: ?User,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Adds a user.
        method AddUser(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # Mail address.
          email: ?string
        ) -> ()

        # There is no such active user.
        error UserNotFound (
          # The code: its unchanging handle.
          code: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # There is no such branch.
        error BranchNotFound (
          # The code: its unchanging handle.
          code: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # The caller may not do that.
        error PermissionDenied (
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
