import ControlAPI

/// What an import did, or would do.
struct ImportSummary: Equatable, Sendable {
    var added = 0
    var updated = 0
    var unchanged = 0
    var refused = 0
    var firesNow = 0
    var firesLater = 0
    var skipped = 0

    mutating func add(_ reply: CustomersMethods.Import.Reply) {
        added += reply.added
        updated += reply.updated
        unchanged += reply.unchanged
        refused += reply.refused.count
        firesNow += reply.firesNow
        firesLater += reply.firesLater
        skipped += reply.skipped
    }

    func outcome(of file: String, _ mode: ImportMode) -> Outcome {
        Outcome(
            sentence(mode),
            [
                "file": .text(file), "mode": .text(mode.rawValue), "added": .number(Int64(added)),
                "updated": .number(Int64(updated)), "unchanged": .number(Int64(unchanged)),
                "refused": .number(Int64(refused)), "firesNow": .number(Int64(firesNow)),
                "firesLater": .number(Int64(firesLater)), "skipped": .number(Int64(skipped)),
            ])
    }

    private func sentence(_ mode: ImportMode) -> String {
        let rows = Amounts.counted(refused, "row")
        let changed =
            updated + unchanged > 0
            ? ", changed \(Amounts.grouped(updated)), found \(Amounts.grouped(unchanged)) as they are" : ""
        let customers = Amounts.counted(added, "customer") + changed
        switch mode {
        case .each: return "Added \(customers), refused \(rows); follow-ups: \(followUps)."
        case .dryRun: return "Would add \(customers) and refuse \(rows); follow-ups: \(followUps)."
        case .atomic where refused > 0: return "Added nothing, as \(rows) cannot go in; correct that and import again."
        case .atomic: return "Added \(customers); follow-ups: \(followUps)."
        }
    }

    private var followUps: String {
        "\(Amounts.grouped(firesNow)) for now, \(Amounts.grouped(firesLater)) for later, "
            + "\(Amounts.grouped(skipped)) skipped as past"
    }
}
