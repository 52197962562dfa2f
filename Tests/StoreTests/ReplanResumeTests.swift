import Domain
import Engine
import Store
import TestKit
import Testing

@Suite("An order to plan anew survives a restart")
struct ReplanResumeTests {
    @Test("it goes on where it was, and plans everyone once")
    func resumes() async throws {
        let directory = try TemporaryDirectory()
        let first = try TemporaryStore.open(directory)
        try await first.ensureDefaultCalendar(zone: "Europe/Berlin")
        let status = StatusSpecification(code: "watched", name: "Watched", duration: "3 business days", isInitial: true)
        try await first.addStatus(status, withDefaultFollowUp: false, by: "ana", now: Office.monday)
        for number in 1...30 {
            try await first.addCustomer(
                CustomerDraft(number: "\(number)", details: CustomerDetails(name: "X")), by: "ana", now: Office.monday)
        }
        try await first.addTrigger(Office.overdue, status: "watched", backfill: .future, by: "ana", now: Office.monday)
        var planned = try await first.replanBatch(limit: 7, now: Office.monday) ?? 0
        planned += try await first.replanBatch(limit: 7, now: Office.monday) ?? 0
        #expect((2...14).contains(planned))
        #expect(try await first.health(now: Office.monday).replanOrders == 1)
        try first.close()

        // The process is gone; its lock goes with it only when the value does, so the copy is of the files.
        let copy = try directory.copy()
        let second = try TemporaryStore.open(copy)
        while let batch = try await second.replanBatch(limit: 7, now: Office.monday) {
            #expect(batch <= 7)
            planned += batch
        }
        #expect(planned == 30)
        #expect(try await second.health(now: Office.monday).plannedFollowUps == 30)
        #expect(try await second.health(now: Office.monday).replanOrders == 0)
        try second.close()
        await copy.remove()
    }
}
