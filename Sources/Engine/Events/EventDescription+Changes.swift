/// What people change.
extension EventDescription {
    static let followUpsReleased = EventDescription(
        "f8bab93c5060496b80a6686c351b321e", level: .notice, "Held follow-ups were released",
        [EventField("released", "how many"), .by],
        """
        @FOLLOWUPD_BY@ let @FOLLOWUPD_RELEASED@ follow-ups go. Conditions and wishes are asked again as they
        fire.
        """)

    static let statusChanged = EventDescription(
        "f92b5e3010854b66bbe035625c54ef2f", "Customer @FOLLOWUPD_CUSTOMER@ has changed status",
        [
            .customer, EventField("from", "the status left, by code"), EventField("to", "the status entered, by code"),
            .by, EventField("task", "the task whose end moved the customer on"),
            EventField("undo", "true: a change was taken back"),
            EventField("cancelled", "follow-ups cancelled"), EventField("planned", "follow-ups planned"),
        ],
        """
        From @FOLLOWUPD_FROM@ to @FOLLOWUPD_TO@, by @FOLLOWUPD_BY@. Of a change of many at once, the
        first hundred are told.
        """)

    static let customersImported = EventDescription(
        "32a57922a01a4b698060d3f2ab29e1e9", "Customers have been imported",
        [
            .by, .added, EventField("updated", "how many were changed"),
            EventField("refused", "rows that were refused"),
        ],
        """
        @FOLLOWUPD_BY@ imported @FOLLOWUPD_ADDED@ customers; @FOLLOWUPD_REFUSED@ rows were
        refused, each with its line and reason in the reply to the import. A long file comes in
        several parts, an entry each.
        """)

    static let customerMerged = EventDescription(
        "2b7fce3f85f549e4b4b4b936d74813ee", "Two customers were made one",
        [.customer, EventField("into", "the number of the one that stays"), .by],
        """
        @FOLLOWUPD_BY@ merged customer @FOLLOWUPD_CUSTOMER@ into @FOLLOWUPD_INTO@. Both numbers find the
        customer from now on. It cannot be undone.
        """)

    static let customerErased = EventDescription(
        "71ef9199723e443c86b5b0446856c6d9", level: .notice, "A customer was erased for good",
        [EventField("customer", "what the ledger calls the customer from now on"), .by],
        """
        @FOLLOWUPD_BY@ erased a customer, whom the ledger calls @FOLLOWUPD_CUSTOMER@ from now on. Nothing
        in the database, its log or the spool tells who it was. Backups made before still do, until
        they age out.
        """)

    static let workflowApplied = EventDescription(
        "00812ecdc39142128fc6aea3f8115aa0", level: .notice, "A workflow has been applied",
        [.by, .added, EventField("changed", "how many were changed"), EventField("removed", "how many were removed")],
        """
        @FOLLOWUPD_BY@ applied a workflow: added @FOLLOWUPD_ADDED@, changed @FOLLOWUPD_CHANGED@,
        removed @FOLLOWUPD_REMOVED@ statuses, triggers, templates and the like.
        """)
}
