import ControlAPI
import Domain
import Engine
import Store

/// What is to come: as a list, and as a page.
struct ForecastCalls: Sendable {
    let context: ControlContext

    /// A forecast is held in memory to be sorted by time; more than so many predictions are refused.
    private static let most = 100_000
    private static let longestDays = 3_660

    func forecast(
        _ parameters: FollowUpsMethods.Forecast.Parameters, _ actor: Actor
    ) async throws -> Listing<FollowUpsMethods.Forecast.Reply> {
        let now = context.now()
        let zone = try await context.store.officeZone()
        let today = zone.civilDate(at: now)
        var last = try Self.days(parameters.days).map { today.adding(days: $0) } ?? today.adding(days: 30)
        if let text = parameters.untilOn {
            guard let day = try ControlFailure.read("untilOn", text, CivilDate.self, like: "2026-12-31"), day >= today,
                day.days(since: today) <= Self.longestDays
            else { throw ControlFailure.invalidValue("untilOn", "is not a day from today on, within ten years") }
            last = day
        }
        let end = zone.startOfDay(last.adding(days: 1)).adding(milliseconds: -1)
        var predictions: [Prediction] = []
        try await context.engine.forecaster.run(from: now, until: end, number: parameters.number, for: actor) {
            guard predictions.count < Self.most else {
                throw ControlFailure.invalidValue(
                    "days", "makes more than \(Self.most) predictions; ask for fewer days, or for one customer")
            }
            predictions.append($0)
        }
        let sorted = predictions.enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
        return Listing(whole: sorted) {
            FollowUpsMethods.Forecast.Reply(prediction: FollowUpsMethods.Prediction($0), cursor: $1)
        }
    }

    func report(
        _ parameters: ReportsMethods.Render.Parameters, _ actor: Actor
    ) async throws -> ReportsMethods.Render.Reply {
        let days = try Self.days(parameters.days) ?? 30
        return ReportsMethods.Render.Reply(
            html: try await context.engine.reporter.page(for: actor, days: min(days, 366), now: context.now()))
    }

    private static func days(_ days: Int?) throws -> Int? {
        guard let days else { return nil }
        guard (0...longestDays).contains(days) else {
            throw ControlFailure.invalidValue("days", "is not from 0 to \(longestDays)")
        }
        return days
    }
}

extension FollowUpsMethods.Prediction {
    init(_ prediction: Prediction) {
        self.init(
            at: prediction.at.milliseconds, number: prediction.customerNumber, trigger: prediction.trigger,
            state: prediction.state.rawValue, reason: prediction.reason == .none ? nil : prediction.reason.rawValue,
            makes: prediction.makes.rawValue,
            for: prediction.whom, subject: prediction.subject, zone: prediction.zone.identifier)
    }
}
