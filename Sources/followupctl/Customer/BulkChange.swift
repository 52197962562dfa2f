import ControlAPI

/// A change of every customer that a search finds: told first, asked about, done.
struct BulkChange {
    typealias Method = CustomersMethods.SetStatusWhere

    let daemon: Daemon
    let options: Options
    let parameters: Method.Parameters

    /// Enough to see whom the search finds.
    private static let shown = 20

    func run(atomic: Bool, preview: Bool, yes: Bool) async throws {
        if preview { return try await show(mode: "preview") }
        if !yes {
            let (possible, refused, sample) = try await look()
            guard possible + refused > 0 else { throw Failure("The search finds no customer; nothing was changed.") }
            try options.showOnErrors(sample)
            let other = refused > 0 ? "; \(Amounts.counted(refused, "other customer")) cannot be moved" : ""
            try Confirmation.ask(
                "Move \(Amounts.counted(possible, "customer")) to \(parameters.status)\(other)?", isGiven: false)
        }
        try await show(mode: atomic ? "atomic" : "each")
    }

    private func look() async throws -> (possible: Int, refused: Int, sample: [CustomersMethods.Outcome]) {
        var counts = (possible: 0, refused: 0, sample: [CustomersMethods.Outcome]())
        for try await reply in try daemon.stream(Method.self, parameters) {
            guard let outcome = reply.outcome else { continue }
            if outcome.refused.isEmpty { counts.possible += 1 } else { counts.refused += 1 }
            if counts.sample.count < Self.shown { counts.sample.append(outcome) }
        }
        return counts
    }

    private func show(mode: String) async throws {
        var asked = parameters
        asked.mode = mode
        let listing = Listing<CustomersMethods.Outcome>(options.format, nothing: "The search finds no customer.")
        var refused = 0
        for try await reply in try daemon.stream(Method.self, asked) {
            guard let outcome = reply.outcome else { continue }
            if !outcome.refused.isEmpty { refused += 1 }
            try listing.add(outcome)
        }
        try listing.finish()
        if refused > 0, mode != "preview" {
            let what = mode == "atomic" ? "nothing was changed" : "they stayed as they were"
            throw Failure("\(Amounts.counted(refused, "customer")) cannot be moved; \(what).")
        }
    }
}
