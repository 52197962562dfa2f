extension InterfaceTexts {
    public static let calendars = """
        # Time zones, opening hours and holidays, by which due dates and firing times are counted.
        interface io.followupd.Calendars

        # A day on which the office is closed.
        type Holiday (
          # The day, YYYY-MM-DD.
          on: string,
          # The name.
          name: string
        )

        # A named calendar.
        type Calendar (
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: string,
          # The IANA time zone, such as Europe/Berlin.
          zone: string,
          # Weekday (mon to sun) to opening hours such as 09:00-12:00 13:00-17:00; a day that is missing is no working day.
          hours: [string]string,
          # When messages to customers are held back, local time, such as 20:00-08:00; none: never.
          quiet: ?string,
          # The holidays by date.
          holidays: []Holiday,
          # Codes of the branches whose own it is.
          branches: []string
        )

        # Lists calendars by code. One a reply. The last reply is empty.
        # [Requires 'more' flag]
        method List() -> (
          # The calendar.
          calendar: ?Calendar,
          # The place behind this object: pass it to List to go on from here.
          cursor: ?string
        )

        # Returns one calendar.
        method Get(
          # The code: its unchanging handle.
          code: string
        ) -> (
          # The calendar.
          calendar: Calendar
        )

        # Adds a calendar.
        method Add(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # The IANA time zone, such as Europe/Berlin.
          zone: string,
          # Weekday (mon to sun) to opening hours; none given: Monday to Friday from nine to five.
          hours: ?[string]string,
          # When messages to customers are held back, local time, such as 20:00-08:00; none: never.
          quiet: ?string,
          # The holidays.
          holidays: ?[]Holiday
        ) -> ()

        # Changes a calendar: what is given takes the place of what it said. Everybody's due dates to come, and what has not fired, are counted anew.
        method Update(
          # The code: its unchanging handle.
          code: string,
          # The name.
          name: ?string,
          # The IANA time zone.
          zone: ?string,
          # Weekday to opening hours, for those that are to change; an empty text: closed.
          hours: ?[string]string,
          # As 20:00-08:00; an empty text: never.
          quiet: ?string,
          # Holidays to add, or to call otherwise.
          addHolidays: ?[]Holiday,
          # Days that are holidays no more, YYYY-MM-DD.
          removeHolidays: ?[]string
        ) -> ()

        # Takes a calendar out of use. Refused for the default one and while a branch has it.
        method Retire(
          # The code: its unchanging handle.
          code: string
        ) -> ()

        # Adds the holidays of an iCalendar file (RFC 5545): events of whole days, those that come again every year for ten years ahead.
        method ImportHolidays(
          # The code: its unchanging handle.
          code: string,
          # The whole .ics file.
          text: string
        ) -> (
          # Days that are holidays now and were not.
          added: int,
          # What was left out, and why, an event each.
          skipped: []string
        )

        # There is no such calendar.
        error CalendarNotFound (
          # The code: its unchanging handle.
          code: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )

        # There is no such time zone.
        error InvalidZone (
          # What was asked for.
          zone: string,
          # One sentence that says what is wrong and what to do.
          message: string
        )
        """
}
