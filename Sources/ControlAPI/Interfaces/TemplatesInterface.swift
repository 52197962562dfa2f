extension InterfaceTexts {
    public static let templates = """
        # Texts of messages, with merge fields such as {{customer.name}}.
        interface io.followupd.Templates

        # A text with merge fields.
        type Template (
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # The subject line.
          subject: string,
          # The text.
          text: string
        )

        # Lists templates by code, one a reply. The last reply is empty.
        # [Requires 'more' flag]
        method List() -> (
          # The template.
          template: ?Template,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Returns one template.
        method Get(
          # The code: its unchanging handle.
          code: string
        ) -> (
          # The template.
          template: Template
        )

        # Adds a template. An unknown merge field is refused.
        method Add(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # The subject line.
          subject: string,
          # The text.
          text: string
        ) -> ()

        # Shows what a template says to a customer.
        method Preview(
          # The code: its unchanging handle.
          code: string,
          # The customer's number.
          number: string
        ) -> (
          # The subject line.
          subject: string,
          # The text.
          text: string
        )

        # There is no such template.
        error TemplateNotFound (
          # The code: its unchanging handle.
          code: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # The text cannot be rendered.
        error InvalidTemplate (
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
