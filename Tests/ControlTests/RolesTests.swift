import ControlAPI
import Domain
import Store
import TestKit
import Testing
import Varlink

@Suite("What a role lets do")
struct RolesTests {
    @Test("a role lets do what it says, rights end with the next call, and an unknown account may do nothing")
    func roles() async throws {
        let office = try await Office.limited(role: .viewer)
        try await ControlHarness.run(office: office, account: "unix-ana") { control in
            _ = try await control.call(CustomersMethods.Get.self, .init(number: "1"))
            for (name, error) in [
                ("note", try await control.refusal(CustomersMethods.AddNote.self, .init(number: "1", text: "T"))),
                ("health", try await control.refusal(ServiceMethods.GetHealth.self, Nothing())),
                (
                    "users",
                    try await control.refusal(
                        AccessMethods.AddUser.self, .init(code: "x", name: "X", role: "administrator"))
                ),
                ("erase", try await control.refusal(CustomersMethods.Erase.self, .init(number: "1"))),
                (
                    "share",
                    try await control.refusal(
                        SearchesMethods.Save.self, .init(code: "s", shared: true, search: "overdue"))
                ),
            ] { #expect(error.name == ControlError.permissionDenied.rawValue, "\(name)") }
            #expect(try await control.call(AccessMethods.WhoAmI.self, Nothing()).role == "viewer")
            var edit = UserEdit()
            edit.isActive = false
            try await office.store.updateUser(code: "ana", edit, by: "root", now: Office.monday)
            #expect(
                try await control.refusal(CustomersMethods.Get.self, .init(number: "1")).name
                    == ControlError.permissionDenied.rawValue)
            #expect(try await control.call(AccessMethods.WhoAmI.self, Nothing()).role == "none")
        }
        try await ControlHarness.run(office: office, account: "somebody") { control in
            let error = try await control.refusal(CustomersMethods.Get.self, .init(number: "1"))
            #expect(error.name == ControlError.permissionDenied.rawValue)
        }
    }

    @Test("a trusted service account acts as a user, with exactly his rights, and the audit names both")
    func assume() async throws {
        let office = try await Office.limited(role: .agent)
        try await office.store.addUser(
            UserSpecification(code: "portal", name: "Portal", account: "www-data", role: .viewer, mayAssume: true),
            by: "root", now: Office.monday)
        try await office.store.addUser(
            UserSpecification(code: "chief", name: "Chief", role: .administrator), by: "root", now: Office.monday)
        try await ControlHarness.run(office: office, account: "www-data") { control in
            for user in ["chief", "nobody", "portal"] {
                #expect(
                    try await control.refusal(AccessMethods.Assume.self, .init(user: user)).name
                        == ControlError.userNotFound.rawValue)
            }
            #expect(try await control.list(CustomersMethods.List.self, .init()).count == 4)
            _ = try await control.call(AccessMethods.Assume.self, .init(user: "ana"))
            let who = try await control.call(AccessMethods.WhoAmI.self, Nothing())
            #expect(who.user == "ana" && who.assumedBy == "portal" && who.role == "agent")
            #expect(
                try await control.list(CustomersMethods.List.self, .init()).compactMap { $0.customer?.number } == ["1"])
            #expect(
                try await control.refusal(AccessMethods.Assume.self, .init(user: "ben")).name
                    == ControlError.permissionDenied.rawValue)
            _ = try await control.call(CustomersMethods.AddNote.self, .init(number: "1", text: "by phone"))
            let entry = try #require(
                try await office.store.audit(AuditFilter(action: "note"), after: nil, limit: 1).first)
            #expect(entry.by == "ana" && entry.assumedBy == "portal" && entry.after == ["note": "by phone"])
            // The trust is taken away: so is everything.
            var edit = UserEdit()
            edit.mayAssume = false
            try await office.store.updateUser(code: "portal", edit, by: "root", now: Office.monday)
            #expect(
                try await control.refusal(CustomersMethods.Get.self, .init(number: "1")).name
                    == ControlError.permissionDenied.rawValue)
        }
    }
}
