import ControlAPI

/// Why each follow-up of a customer did or did not happen, told stay by stay, and what comes next.
struct CustomerStory {
    private typealias FollowUp = FollowUpsMethods.FollowUp

    private let story: CustomersMethods.Explain.Reply
    private let instants: InstantText

    init(_ story: CustomersMethods.Explain.Reply, instants: InstantText = InstantText()) {
        self.story = story
        self.instants = instants
    }

    var row: Row {
        let zone = story.customer.zone
        return Row([
            "customer": .object(Row(story.customer)),
            "periods": .objects(story.periods.map { Row($0, zone: zone) }),
            "followUps": .objects(story.followUps.map { Row($0) }),
            "notes": .objects(story.notes.map { Row($0, zone: zone) }),
        ])
    }

    var text: String {
        (present + story.periods.flatMap(stay) + strays + notes + next).joined(separator: "\n") + "\n"
    }

    private var present: [String] {
        let customer = story.customer
        let department = customer.department.map { ", \(SafeText.escape($0))" } ?? ""
        var line = "It is in status \(named(customer.status, customer.statusName)) since \(instant(customer.enteredAt))"
        line += customer.owner.map { ", looked after by \(SafeText.escape($0))" } ?? ", and nobody owns it"
        line += customer.branch.map { ", of branch \(SafeText.escape($0))." } ?? "."
        let heading = "Customer \(SafeText.escape(customer.number)), \(SafeText.escape(customer.name))\(department)"
        let paused = customer.pausedUntil.map { ["It is paused: nothing fires before \(SafeText.escape($0))."] } ?? []
        return [heading, line, due] + paused
    }

    private var due: String {
        let customer = story.customer
        guard let dueOn = customer.dueOn, let overdueAt = customer.overdueAt else {
            return "It may stay there as long as it likes: the stay has no due date."
        }
        let byHand = customer.dueOverridden ? ", as a person set it" : ""
        guard customer.overdue else {
            return "It is due on \(SafeText.escape(dueOn))\(byHand), and overdue from \(instant(overdueAt)) on."
        }
        let days = customer.daysOverdue.map { $0 > 0 ? ", by \(Amounts.counted($0, "day"))" : "" } ?? ""
        return "It is OVERDUE since \(instant(overdueAt))\(days): it was due on \(SafeText.escape(dueOn))\(byHand)."
    }

    private func stay(_ period: CustomersMethods.Period) -> [String] {
        let end = period.leftAt.map {
            "left \(instant($0))\(period.leftBy.map { " by \(SafeText.escape($0))" } ?? "")"
        }
        let entry = "entered \(instant(period.enteredAt)) by \(SafeText.escape(period.enteredBy))"
        var lines = ["", "\(named(period.status, period.statusName)), \(Amounts.counted(period.days, "day"))"]
        lines.append("  \(entry), \(end ?? "and still there")")
        if let dueOn = period.dueOn { lines.append("  due \(SafeText.escape(dueOn))") }
        if let reason = period.reason { lines.append("  reason: \(SafeText.escape(reason))") }
        if !period.note.isEmpty { lines.append("  note: \(SafeText.escape(period.note))") }
        let followUps = story.followUps.filter { $0.subject == "period" && $0.subjectId == period.id }
        return lines + (followUps.isEmpty ? ["  No trigger applied."] : followUps.flatMap(told))
    }

    private var notes: [String] {
        story.notes.isEmpty
            ? []
            : ["", "Notes"]
                + story.notes.map { "  \(instant($0.at)) by \(SafeText.escape($0.by)): \(SafeText.escape($0.text))" }
    }

    /// Follow-ups of birthdays and anniversaries, of tasks, and of stays that the answer does not have.
    private var strays: [String] {
        let known = Set(story.periods.map(\.id))
        let followUps = story.followUps.filter { $0.subject != "period" || !known.contains($0.subjectId) }
        return followUps.isEmpty ? [] : ["", "Other follow-ups"] + followUps.flatMap(told)
    }

    private func told(_ followUp: FollowUp) -> [String] {
        let late = followUp.late ? ", late" : ""
        return [
            "  \(instant(followUp.fireAt))  \(SafeText.escape(followUp.state))\(late)  "
                + "\(SafeText.escape(followUp.trigger)) (\(SafeText.escape(followUp.when)))",
            "      \(SafeText.escape(followUp.explanation))",
        ]
    }

    private var next: [String] {
        let planned = story.followUps.filter { $0.state == "planned" }.sorted { $0.fireAt < $1.fireAt }
        guard let first = planned.first else { return ["", "Next: nothing is planned."] }
        let more = planned.count > 1 ? ", and \(planned.count - 1) more after it" : ""
        return ["", "Next: \(SafeText.escape(first.trigger)) at \(instant(first.fireAt))\(more)."]
    }

    private func named(_ code: String, _ name: String) -> String {
        "\(SafeText.escape(code)) (\(SafeText.escape(name)))"
    }

    private func instant(_ milliseconds: Int64) -> String {
        instants.text(milliseconds, zone: story.customer.zone)
    }
}
