import ControlAPI
import Domain
import Store
import TestKit
import Testing
import Varlink

/// Health and figures count every customer, so only who may see every customer is told.
@Suite("Who is told the figures")
struct FiguresTests {
    private func office(inGroup: Bool) async throws -> Office {
        var workflow = Office.workflow
        if inGroup {
            workflow.groups = [
                SecurityGroupSpecification(
                    code: "g", name: "G", branch: nil, sees: .only(["prospect"]), sets: .all, members: ["ana"])
            ]
        }
        let office = try await Office(workflow)
        var edit = UserEdit()
        edit.account = "unix-ana"
        edit.role = .viewer
        try await office.store.updateUser(code: "ana", edit, by: "root", now: Office.monday)
        return office
    }

    @Test("a viewer without a group is told, one in a group is not")
    func viewers() async throws {
        try await ControlHarness.run(office: office(inGroup: false), account: "unix-ana") { harness in
            #expect(try await harness.call(ServiceMethods.GetHealth.self, Nothing()).health.customers == 0)
            #expect(
                try await harness.call(ServiceMethods.Metrics.self, Nothing()).text.contains("followupd_customers 0\n"))
            // Copies hold everything: they are for administrators.
            let error = try await harness.refusal(ServiceMethods.CheckIntegrity.self, Nothing())
            #expect(error.name == ControlError.permissionDenied.rawValue)
        }
        try await ControlHarness.run(office: office(inGroup: true), account: "unix-ana") { harness in
            for error in [
                try await harness.refusal(ServiceMethods.GetHealth.self, Nothing()),
                try await harness.refusal(ServiceMethods.Metrics.self, Nothing()),
            ] {
                #expect(error.name == ControlError.permissionDenied.rawValue)
            }
        }
    }
}
