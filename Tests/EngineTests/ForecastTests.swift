import Delivery
import Domain
import FoundationEssentials
import Store
import TestKit
import Testing

@testable import Engine

@Suite("Forecasts")
struct ForecastTests {
    @Test("a forecast of thirty days and the thirty days themselves agree row by row, and it changes nothing")
    func forecast() async throws {
        let office = try await Office.ruled(
            [
                try rule(
                    "mail",
                    [
                        .when: "1 day after entered at 10:00", .every: "3 days", .times: "4", .template: "hello",
                        .channels: "sms, email, call",
                    ]),
                try rule("late", [.when: "overdue", .task: "Late", .assignee: "team:sales, owner"]),
                try rule("wish", [.when: "1 day before birthday at 08:00", .template: "offer"]),
                try rule("go", [.when: "20 days after entered", .moveTo: "elsewhere", .condition: "not city = Bonn"]),
            ],
            tasks: [
                try rule("forgotten", [.when: "2 days after task due", .template: "hello", .recipient: "assignee"])
            ],
            elsewhere: [try rule("hi", [.when: "entered", .task: "Welcome", .type: "call"])])
        for number in 1...40 {
            var fields: [CustomerField: String] = [:]
            if number % 2 == 0 { fields[.city] = "Bonn" }
            if number % 3 == 0 { fields[.birthday] = "1980-03-\(10 + number % 19)" }
            if number % 5 == 0 { fields[.doNotMarket] = "true" }
            if number % 7 == 0 { fields[.email] = "" }
            try await office.add("\(number)", fields, now: Office.monday.adding(seconds: Int64(number) * 3_601))
        }
        let start = Office.monday.adding(seconds: 3 * 86_400)
        let end = start.adding(seconds: 30 * 86_400)
        let maker = FollowUpMaker(renderer: TemplateRenderer())
        let cap = ContactCap(messages: 3, days: 7)
        let before = try await office.followUps()
        var predicted: [String] = []
        try await Forecaster(store: office.store, maker: maker, cap: cap).run(from: start, until: end, for: "root") {
            predicted.append(
                "\($0.at.rfc3339()) \($0.customerNumber) \($0.trigger) \($0.state) \($0.reason) \($0.makes) \($0.whom) \($0.subject)"
            )
        }
        #expect(try await office.followUps() == before)
        #expect(predicted.count > 100)

        var happened: [String] = []
        var now = start
        while let next = try await office.store.nextFiring(), next <= end {
            now = max(now, next)
            while true {
                let batch = try await office.store.fireDue(now: now, limit: 7, cap: cap) { try maker.decide($0) }
                if batch.examined == 0 { break }
                for (decision, made) in zip(batch.decisions, try await office.store.describe(batch.decisions))
                where decision.reason != .coalesced {
                    let prediction = Prediction(decision, made, at: now)
                    happened.append(
                        "\(now.rfc3339()) \(prediction.customerNumber) \(prediction.trigger) \(prediction.state) \(prediction.reason) \(prediction.makes) \(prediction.whom) \(prediction.subject)"
                    )
                }
            }
            for message in try await office.store.claimMessages(
                now: now, limits: Dictionary(uniqueKeysWithValues: Channel.allCases.map { ($0, 100) })
            ).claimed {
                try await office.store.settleMessage(id: message.id, .sent(address: message.address), now: now)
            }
        }
        #expect(predicted == happened)
    }
}
