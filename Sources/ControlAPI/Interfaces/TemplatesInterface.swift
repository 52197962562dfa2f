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
          # service or marketing; do-not-market forbids marketing only.
          purpose: string,
          # The subject line.
          subject: string,
          # The text.
          text: string,
          # The mail's HTML part, fields escaped; none: plain text only.
          html: ?string,
          # Whether it is retired.
          retired: bool
        )

        # Lists templates by code. One a reply. The last reply is empty.
        # [Requires 'more' flag]
        method List(
          # Retired ones too.
          retired: ?bool
        ) -> (
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
          # service or marketing; do-not-market forbids marketing only.
          purpose: ?string,
          # The subject line.
          subject: string,
          # The text.
          text: string,
          # The mail's HTML part, fields escaped; none: plain text only.
          html: ?string
        ) -> ()

        # Changes a template for messages yet to be made. What is not given stays; an empty html removes it.
        method Update(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # service or marketing; do-not-market forbids marketing only.
          purpose: ?string,
          # The subject line.
          subject: ?string,
          # The text.
          text: ?string,
          # The mail's HTML part, fields escaped; none: plain text only.
          html: ?string
        ) -> ()

        # Takes a template off the list of those offered. Refused while a trigger uses it.
        method Retire(
          # The code: its unchanging handle.
          code: string
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
          text: string,
          # The mail's HTML part, fields escaped; none: plain text only.
          html: ?string
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
