extension InterfaceTexts {
    public static let access = """
        # Who is who, and who may do what.
        interface io.followupd.Access

        # A person of the office, or a service account.
        type User (
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # Mail address.
          email: ?string,
          # Name of the Unix account whose processes call as this user.
          account: ?string,
          # viewer, agent, manager or administrator.
          role: string,
          # Whether this is a trusted service account, which may act as other users.
          mayAssume: bool,
          # Whether he wants a mail for each task that becomes his.
          wantsNotices: bool,
          # Whether it is active.
          active: bool
        )

        # People who share work.
        type Team (
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # Codes of users.
          members: []string
        )

        # A branch of the office.
        type Branch (
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # Code of the branch above.
          parent: ?string,
          # Code of the calendar; that of the branch above where none is given.
          calendar: ?string
        )

        # Who may see and set which statuses, in a branch and all below it.
        type Group (
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # What it is for.
          description: string,
          # Code of the branch that is its level; none: the whole office.
          branch: ?string,
          # Codes of the statuses whose customers its members see; none given: all.
          sees: ?[]string,
          # Codes of the statuses that its members may set; none given: all.
          sets: ?[]string,
          # Codes of users.
          members: []string
        )

        # Tells whom the daemon takes the caller for.
        method WhoAmI() -> (
          # The user.
          user: string,
          # The Unix user id of the caller.
          uid: int,
          # viewer, agent, manager, administrator, or none.
          role: string,
          # The service account that acts as this user.
          assumedBy: ?string
        )

        # Acts as another user on this connection from now on; for trusted service accounts.
        method Assume(
          # Code of the user; never an administrator.
          user: string
        ) -> ()

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
          email: ?string,
          # Name of the Unix account whose processes call as this user.
          account: ?string,
          # viewer, agent (the default), manager or administrator.
          role: ?string,
          # Whether this is a trusted service account, which may act as other users.
          mayAssume: ?bool,
          # Whether he wants a mail for each task that becomes his.
          wantsNotices: ?bool
        ) -> ()

        # Changes a user: the members given, the others stay.
        method UpdateUser(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # Mail address; an empty text: none.
          email: ?string,
          # Name of the Unix account whose processes call as this user; an empty text: none.
          account: ?string,
          # viewer, agent, manager or administrator.
          role: ?string,
          # Whether this is a trusted service account, which may act as other users.
          mayAssume: ?bool,
          # Whether he wants a mail for each task that becomes his.
          wantsNotices: ?bool,
          # An inactive user may do nothing, and keeps what is his.
          active: ?bool
        ) -> ()

        # Lists teams by code, one a reply. The last reply is empty.
        # [Requires 'more' flag]
        method ListTeams() -> (
          # The team.
          team: ?Team,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Adds a team.
        method AddTeam(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # Codes of users.
          members: ?[]string
        ) -> ()

        # Changes a team: the members given, the others stay.
        method UpdateTeam(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # Codes of users.
          members: ?[]string
        ) -> ()

        # Deletes a team.
        method DeleteTeam(
          # The code: its unchanging handle.
          code: string
        ) -> ()

        # Lists branches, parents first, one a reply. The last reply is empty.
        # [Requires 'more' flag]
        method ListBranches() -> (
          # The branch.
          branch: ?Branch,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Adds a branch.
        method AddBranch(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # Code of the branch above.
          parent: ?string,
          # Code of the calendar; that of the branch above where none is given.
          calendar: ?string
        ) -> ()

        # Changes a branch: the members given, the others stay. Customers who get another calendar by that are planned anew.
        method UpdateBranch(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # Code of the branch above; an empty text: none.
          parent: ?string,
          # Code of the calendar; an empty text: that of the branch above.
          calendar: ?string
        ) -> ()

        # Deletes a branch that has no customers, no branches below it and no group.
        method DeleteBranch(
          # The code: its unchanging handle.
          code: string
        ) -> ()

        # Lists security groups by code, one a reply. The last reply is empty.
        # [Requires 'more' flag]
        method ListGroups() -> (
          # The group.
          group: ?Group,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Adds a security group. Its members leave the groups they were in.
        method AddGroup(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # What it is for.
          description: ?string,
          # Code of the branch that is its level; none: the whole office.
          branch: ?string,
          # Codes of the statuses whose customers its members see; none given: all.
          sees: ?[]string,
          # Codes of the statuses that its members may set; none given: all.
          sets: ?[]string,
          # Codes of users.
          members: ?[]string
        ) -> ()

        # Changes a security group: the members given, the others stay.
        method UpdateGroup(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # What it is for.
          description: ?string,
          # Code of the branch that is its level; an empty text: the whole office.
          branch: ?string,
          # Codes of the statuses whose customers its members see.
          sees: ?[]string,
          # They see every status.
          seesAll: ?bool,
          # Codes of the statuses that its members may set.
          sets: ?[]string,
          # They may set every status.
          setsAll: ?bool,
          # Codes of users.
          members: ?[]string
        ) -> ()

        # Deletes a security group that has no members.
        method DeleteGroup(
          # The code: its unchanging handle.
          code: string
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

        # There is no such team.
        error TeamNotFound (
          # The code: its unchanging handle.
          code: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # There is no such security group.
        error GroupNotFound (
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
