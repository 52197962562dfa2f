import ControlAPI
import FoundationEssentials
import Testing
import Varlink

/// The served descriptions are what the code does: every shape in Swift has just the fields that its description has, with their types.
@Suite("Interface texts and method shapes")
struct InterfaceAgreementTests {
    static let methods: [any ControlMethod.Type] = [
        AccessMethods.AddBranch.self, AccessMethods.AddGroup.self, AccessMethods.AddTeam.self,
        AccessMethods.AddUser.self, AccessMethods.Assume.self, AccessMethods.DeleteBranch.self,
        AccessMethods.DeleteGroup.self, AccessMethods.DeleteTeam.self, AccessMethods.ListBranches.self,
        AccessMethods.ListGroups.self, AccessMethods.ListTeams.self, AccessMethods.ListUsers.self,
        AccessMethods.UpdateBranch.self, AccessMethods.UpdateGroup.self, AccessMethods.UpdateTeam.self,
        AccessMethods.UpdateUser.self, AccessMethods.WhoAmI.self, AuditMethods.List.self, CalendarsMethods.Add.self,
        CalendarsMethods.Get.self, CalendarsMethods.ImportHolidays.self, CalendarsMethods.List.self,
        CalendarsMethods.Retire.self, CalendarsMethods.Update.self, CustomersMethods.Add.self,
        CustomersMethods.AddNote.self, CustomersMethods.Advance.self, CustomersMethods.Check.self,
        CustomersMethods.Count.self, CustomersMethods.Erase.self, CustomersMethods.Explain.self,
        CustomersMethods.Export.self, CustomersMethods.Get.self, CustomersMethods.History.self,
        CustomersMethods.Import.self, CustomersMethods.List.self, CustomersMethods.Merge.self,
        CustomersMethods.Pause.self, CustomersMethods.SetDueDate.self, CustomersMethods.SetStatus.self,
        CustomersMethods.SetStatusWhere.self, CustomersMethods.Undo.self, CustomersMethods.Update.self,
        FollowUpsMethods.FireNow.self, FollowUpsMethods.Forecast.self, FollowUpsMethods.List.self,
        FollowUpsMethods.Release.self, FollowUpsMethods.Reschedule.self, FollowUpsMethods.Retry.self,
        FollowUpsMethods.Skip.self, JobsMethods.Add.self, JobsMethods.History.self, JobsMethods.List.self,
        JobsMethods.Pause.self, JobsMethods.Remove.self, JobsMethods.Resume.self, JobsMethods.Run.self,
        JobsMethods.Update.self, MessagesMethods.Bounce.self, MessagesMethods.Cancel.self,
        MessagesMethods.ForgetBounce.self, MessagesMethods.ForgetOptOut.self, MessagesMethods.Get.self,
        MessagesMethods.List.self,
        MessagesMethods.OptOut.self, MessagesMethods.Retry.self, ReportsMethods.Render.self,
        SearchesMethods.Delete.self, SearchesMethods.Explain.self, SearchesMethods.Get.self,
        SearchesMethods.List.self, SearchesMethods.Save.self, ServiceMethods.GetHealth.self,
        ServiceMethods.Backup.self, ServiceMethods.CheckIntegrity.self, ServiceMethods.Metrics.self,
        ServiceMethods.Monitor.self, ServiceMethods.Ping.self, ServiceMethods.Reload.self, StatusesMethods.Add.self,
        StatusesMethods.AddReason.self, StatusesMethods.Delete.self, StatusesMethods.DeleteReason.self,
        StatusesMethods.List.self, StatusesMethods.ListReasons.self, StatusesMethods.Move.self,
        StatusesMethods.MoveReason.self, StatusesMethods.Restore.self, StatusesMethods.RestoreReason.self,
        StatusesMethods.Retire.self, StatusesMethods.RetireReason.self, StatusesMethods.Update.self,
        StatusesMethods.UpdateReason.self, TasksMethods.Add.self, TasksMethods.AddNote.self, TasksMethods.Assign.self,
        TasksMethods.Cancel.self, TasksMethods.Complete.self, TasksMethods.Get.self, TasksMethods.List.self,
        TasksMethods.Reopen.self, TasksMethods.Snooze.self, TasksMethods.Start.self, TemplatesMethods.Add.self,
        TemplatesMethods.Get.self, TemplatesMethods.List.self, TemplatesMethods.Preview.self,
        TemplatesMethods.Retire.self, TemplatesMethods.Update.self, TriggersMethods.Add.self,
        TriggersMethods.Disable.self, TriggersMethods.Enable.self, TriggersMethods.List.self,
        TriggersMethods.Preview.self, TriggersMethods.Retire.self, TriggersMethods.Update.self,
        WorkflowMethods.Apply.self, WorkflowMethods.Export.self, WorkflowMethods.Plan.self,
    ]

    static func interfaces() throws -> [VarlinkInterface] {
        try InterfaceTexts.all.map { try VarlinkInterface(parsing: $0) }
    }

    @Test("name the same methods")
    func sameMethods() throws {
        let described = try Self.interfaces().flatMap { interface in
            interface.methods.map { "\(interface.name).\($0.name)" }
        }
        #expect(Set(described) == Set(Self.methods.map { $0.name }))
        #expect(described.count == Self.methods.count)
    }

    @Test("name the same errors, each with a message")
    func sameErrors() throws {
        let interfaces = try Self.interfaces()
        let described = interfaces.flatMap { interface in interface.errors.map { "\(interface.name).\($0.name)" } }
        #expect(Set(described) == Set(ControlError.allCases.map(\.rawValue)))
        for error in interfaces.flatMap(\.errors) {
            #expect(error.parameters.contains { $0.name == "message" && $0.type == .string }, "\(error.name)")
        }
    }

    @Test("document every method, type, error and field")
    func everythingIsDocumented() throws {
        for interface in try Self.interfaces() {
            #expect(interface.documentation?.isEmpty == false)
            for method in interface.methods {
                #expect(method.documentation?.isEmpty == false, "\(method.name)")
                for field in method.input + method.output {
                    #expect(field.documentation?.isEmpty == false, "\(method.name).\(field.name)")
                }
            }
            for type in interface.types {
                guard case .structure(let fields) = type.type else { continue }
                for field in fields { #expect(field.documentation?.isEmpty == false, "\(type.name).\(field.name)") }
            }
        }
    }

    @Test("have the same fields with the same types, in calls and replies", arguments: methods.indices)
    func sameFields(index: Int) throws {
        let type = Self.methods[index]
        let name = type.name
        let interface = try #require(try Self.interfaces().first { name.hasPrefix($0.name + ".") })
        let method = try #require(interface.method(named: String(name.dropFirst(interface.name.count + 1))))
        let sample = Sample(interface: interface)
        for (fields, check) in [(method.input, Self.parametersCheck(type)), (method.output, Self.replyCheck(type))] {
            try check(sample.object(fields, withNullable: true), fields)
            try check(sample.object(fields, withNullable: false), fields)
        }
    }

    private typealias Check = (JSONValue, [VarlinkField]) throws -> Void

    private static func parametersCheck<M: ControlMethod>(_: M.Type) -> Check {
        { try roundTrip(M.Parameters.self, $0, $1) }
    }
    private static func replyCheck<M: ControlMethod>(_: M.Type) -> Check { { try roundTrip(M.Reply.self, $0, $1) } }

    /// What the description admits is read whole and written back unchanged; and the shape has no stored property beyond it.
    private static func roundTrip<Shape: Codable>(_: Shape.Type, _ value: JSONValue, _ fields: [VarlinkField]) throws {
        let decoded = try JSONDecoder().decode(Shape.self, from: try JSONEncoder().encode(value))
        let again = try JSONDecoder().decode(JSONValue.self, from: try JSONEncoder().encode(decoded))
        #expect(again == value)
        let properties = Mirror(reflecting: decoded).children.compactMap(\.label)
        #expect(Set(properties) == Set(fields.map(\.name)), "\(Shape.self)")
    }
}

/// A value for every type of a description.
private struct Sample {
    let interface: VarlinkInterface
    /// A type may hold itself; that ends somewhere.
    var depth = 0

    func object(_ fields: [VarlinkField], withNullable: Bool) -> JSONValue {
        var members: [String: JSONValue] = [:]
        for field in fields {
            if case .nullable(let type) = field.type {
                if withNullable, depth < 4 { members[field.name] = value(type, withNullable) }
            } else {
                members[field.name] = value(field.type, withNullable)
            }
        }
        return .object(members)
    }

    private func value(_ type: VarlinkType, _ withNullable: Bool) -> JSONValue {
        switch type {
        case .bool: true
        case .int: .integer(.max)
        case .float: .number(0.5)
        case .string: "text"
        case .object, .any: .object(["key": "value"])
        case .named(let name):
            interface.types.first { $0.name == name }
                .map { Sample(interface: interface, depth: depth + 1).value($0.type, withNullable) } ?? .null
        case .structure(let fields): object(fields, withNullable: withNullable)
        case .enumeration(let values): .string(values.first?.name ?? "")
        case .array(let element): [value(element, withNullable), value(element, withNullable)]
        case .map(let element): .object(["one": value(element, withNullable)])
        case .nullable(let type): value(type, withNullable)
        }
    }
}
