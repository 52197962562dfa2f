import Domain
import Store
import TestKit
import Testing

@Suite("Changing a status")
struct StatusChangeTests {
    @Test("closes the old stay, cancels what it planned, opens the new one with its due date and plan")
    func change() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        let now: Timestamp = "2026-03-03T10:00:00+01:00"
        let summary = try await office.store.changeStatus(
            number: "1", StatusChange(status: "active", note: "Signed"), by: "ben", now: now)
        #expect(summary.from == "prospect" && summary.to == "active")
        #expect(summary.cancelled == Cancellations(followUps: 3))
        #expect(summary.planned.firesLater == 1)
        #expect(summary.version == 2)
        let history = try await office.store.history(number: "1")
        #expect(history.map(\.status.code) == ["prospect", "active"])
        #expect(history.map(\.period.leftAt) == [now, nil])
        #expect(history.map(\.period.leftBy) == ["ben", nil])
        #expect(history.last?.period.note == "Signed")
        #expect(history.last?.period.due?.overdueAt == now.adding(milliseconds: 4 * 3_600_000))
        let states = try await office.followUps("1").map { "\($0.trigger) \($0.state) \($0.reason)" }
        #expect(
            states
                == [
                    "welcome cancelled statusLeft", "reminder cancelled statusLeft", "slow planned none",
                    "overdue cancelled statusLeft",
                ].sorted(by: byFiring))
    }

    /// Slow fires on Tuesday at 14:00, the reminder on Wednesday, the overdue task on Friday.
    private func byFiring(_ left: String, _ right: String) -> Bool {
        let order = ["welcome", "slow", "reminder", "overdue"]
        func place(_ text: String) -> Int { order.firstIndex { text.hasPrefix($0) } ?? 9 }
        return place(left) < place(right)
    }

    @Test("a due date of its own replaces the duration's")
    func dueOn() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        _ = try await office.store.changeStatus(
            number: "1", StatusChange(status: "inactive", dueOn: "2026-06-30"), by: "ana", now: Office.monday)
        let customer = try await office.store.customer(number: "1")
        #expect(customer.due == DueDate(on: "2026-06-30", overdueAt: "2026-07-01T00:00:00+02:00"))
        #expect(customer.isDueOverridden)
    }

    @Test("a rejected change changes nothing and says every reason")
    func rejected() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        let before = try await office.store.contents()
        let changes: [(number: String, change: StatusChange, version: Int?)] = [
            ("1", StatusChange(status: "prospect", note: "\u{0}"), nil), ("9", StatusChange(status: "active"), nil),
            ("1", StatusChange(status: "nowhere"), nil), ("1", StatusChange(status: "active"), 2),
        ]
        var codes: [StoreError.Code] = []
        for (number, change, version) in changes {
            let error = await #expect(throws: StoreError.self) {
                try await office.store.changeStatus(
                    number: number, change, expectedVersion: version, by: "ana", now: Office.monday)
            }
            codes += error.map { [$0.code] } ?? []
        }
        #expect(codes.count == 4)
        if case .changeRejected(let reasons) = codes.first {
            #expect(reasons.count == 2)
        } else {
            Issue.record("\(codes)")
        }
        #expect(
            Array(codes.dropFirst()) == [
                .customerNotFound(number: "9"), .statusNotFound(code: "nowhere"), .versionConflict(current: 1),
            ])
        #expect(try await office.store.contents() == before)
    }

    @Test("two changes at once of one customer: each one stay after the other, or refused, never two at a time")
    func simultaneous() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<20 {
                group.addTask {
                    let change = StatusChange(status: index.isMultiple(of: 2) ? "active" : "inactive")
                    let changed = try? await office.store.changeStatus(
                        number: "1", change, expectedVersion: 1, by: .administrator("u\(index)"), now: Office.monday)
                    return changed != nil
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.count { $0 } == 1)
        #expect(try await office.store.history(number: "1").count == 2)
        #expect(try await office.store.customer(number: "1").version == 2)
    }

    @Test("without a version both go in, one after the other, and history stays a line")
    func bothGoIn() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        await withTaskGroup(of: Void.self) { group in
            for index in 0..<20 {
                group.addTask {
                    let change = StatusChange(status: index.isMultiple(of: 2) ? "active" : "inactive")
                    _ = try? await office.store.changeStatus(
                        number: "1", change, by: "u", now: Office.monday.adding(milliseconds: Int64(-index)))
                }
            }
        }
        let periods = try await office.store.history(number: "1").map(\.period)
        #expect(periods.count { $0.leftAt == nil } == 1)
        #expect(try await office.store.customer(number: "1").version == periods.count)
        for (earlier, later) in zip(periods, periods.dropFirst()) { #expect(earlier.leftAt == later.enteredAt) }
    }

    @Test("advancing at once from several sides never skips back")
    func advance() async throws {
        let office = try await Office()
        for number in 1...20 {
            try await office.addCustomer("\(number)")
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        _ = try? await office.store.advance(
                            number: "\(number)", StatusChange(status: ""), expectedVersion: nil, by: "ana",
                            now: Office.monday)
                    }
                }
            }
            let positions = try await office.store.history(number: "\(number)").map(\.status.position)
            #expect(positions == positions.sorted(), "customer \(number) went \(positions)")
        }
        await #expect(throws: StoreError.self) {
            _ = try await office.store.changeStatus(
                number: "1", StatusChange(status: "inactive"), by: "ana", now: Office.monday)
            _ = try await office.store.advance(
                number: "1", StatusChange(status: ""), expectedVersion: nil, by: "ana", now: Office.monday)
        }
    }
}
