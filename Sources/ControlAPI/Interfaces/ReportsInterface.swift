extension InterfaceTexts {
    public static let reports = """
        # Pictures for people who would rather look than read.
        interface io.followupd.Reports

        # Renders the state of the office as one self-contained HTML page.
        method Render(
          # How many days ahead the forecast looks; 30 if not given.
          days: ?int
        ) -> (
          # The page.
          html: string
        )
        """
}
