import Testing

@testable import Domain

@Suite("States")
struct StateTests {
    @Test("a task goes along its diagram and nowhere else")
    func tasks() {
        let allowed: Set<[TaskState]> = [
            [.open, .inProgress], [.open, .done], [.open, .cancelled], [.inProgress, .open], [.inProgress, .done],
            [.inProgress, .cancelled], [.done, .open], [.cancelled, .open],
        ]
        for from in TaskState.allCases {
            for to in TaskState.allCases {
                #expect(from.canBecome(to) == allowed.contains([from, to]), "\(from) to \(to)")
            }
        }
        #expect(TaskState.allCases.filter(\.isClosed) == [.done, .cancelled])
    }

    @Test("overdue is a comparison: from the instant on, while the period is open")
    func overdue() throws {
        let entered = try instant("2026-03-02T14:30:00+01:00")
        let due = DueDate(on: try date("2026-03-05"), overdueAt: try instant("2026-03-06T00:00:00+01:00"))
        let period = StatusPeriod.fixture(entered: entered, due: due)
        #expect(!period.isOverdue(at: due.overdueAt.adding(milliseconds: -1)))
        #expect(period.isOverdue(at: due.overdueAt))
        #expect(!StatusPeriod.fixture(entered: entered, due: nil).isOverdue(at: due.overdueAt))
        let left = StatusPeriod.fixture(entered: entered, due: due, leftAt: due.overdueAt)
        #expect(!left.isOverdue(at: due.overdueAt.adding(seconds: 1)))
    }

    @Test(
        "a zone's name cannot lead out of the zone directory",
        arguments: [
            ("Europe/Berlin", true), ("America/Argentina/Buenos_Aires", true), ("Etc/GMT+5", true), ("", false),
            ("../etc/passwd", false),
            ("/etc/localtime", false), ("Europe//Berlin", false), ("Europe/", false), ("Europe/.", false),
            ("a\u{0}b", false),
        ])
    func zones(name: String, isPlausible: Bool) {
        #expect(ZoneIdentifier.isPlausible(name) == isPlausible)
    }
}
