import Testing

@testable import Domain

@Suite("Trigger timings")
struct TriggerTimingTests {
    @Test("what is printed reads back as the same timing")
    func roundTrip() throws {
        var seen = 0
        for basis in TriggerTiming.Basis.allCases {
            for direction in TriggerTiming.Direction.allCases {
                for offset in [nil] + TimeSpan.Unit.allCases.flatMap({ [TimeSpan(1, $0), TimeSpan(12, $0)] }) {
                    for time in [nil, TimeOfDay("00:00"), TimeOfDay("23:59")] {
                        guard
                            let timing = TriggerTiming(
                                basis: basis, offset: offset, direction: direction, timeOfDay: time)
                        else { continue }
                        #expect(TriggerTiming(timing.description) == timing)
                        seen += 1
                    }
                }
            }
        }
        #expect(seen == 440)
    }

    @Test(
        "reads what people write",
        arguments: [
            ("entered", "entered"), ("  Overdue ", "overdue"), ("due at 10:00", "due at 10:00"),
            ("1 Business Day before DUE", "1 business day before due"),
            ("2 days after overdue at 08:30", "2 days after overdue at 08:30"),
            ("30 minutes after entered", "30 minutes after entered"),
            ("4 Business Hours after due", "4 business hours after due"),
            ("1 week before birthday at 09:00", "1 week before birthday at 09:00"), ("anniversary", "anniversary"),
            ("1 day after Task due at 10:00", "1 day after task due at 10:00"), ("task completed", "task completed"),
            ("2 hours after task start", "2 hours after task start"),
        ])
    func reads(text: String, printed: String) {
        #expect(TriggerTiming(text)?.description == printed)
    }

    @Test(
        "refuses what contradicts itself or is not understood",
        arguments: [
            "", "at 10:00", "before due", "after due", "1 day before entered", "2 hours after due at 10:00",
            "0 days after due",
            "1 day after", "1 day due", "due at 24:00", "due at 9:00", "due 10:00", "1 day before due before due",
            "completed", "task", "task entered", "1 day before task start", "1 day before task completed",
            "3 business hours after due at 10:00",
            "1 day before due at", "-1 days after due", "tomorrow",
        ])
    func refuses(text: String) {
        #expect(TriggerTiming(text) == nil)
    }

    @Test("due and overdue move with the due date, entered does not")
    func dueBased() {
        #expect(TriggerTiming.Basis.allCases.filter(\.isDueBased) == [.due, .overdue, .taskDue])
        #expect(TriggerTiming.whenOverdue.description == "overdue")
        #expect(TriggerTiming("overdue") == .whenOverdue)
    }
}
