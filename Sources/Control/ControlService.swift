import ControlAPI
import Engine
import Store
import Varlink

/// The control channel as a Varlink service: one table from method to function.
public enum ControlService {
    /// - Throws: if an interface text and the table disagree, which a test would have found.
    public static func make(_ context: ControlContext, validatesReplies: Bool = false) throws -> VarlinkService {
        let service = ServiceCalls(context: context)
        let customers = CustomersCalls(context: context)
        let imports = ImportCalls(context: context)
        let statuses = StatusesCalls(context: context)
        let triggers = TriggersCalls(context: context)
        let templates = TemplatesCalls(context: context)
        let followUps = FollowUpsCalls(context: context)
        let tasks = TasksCalls(context: context)
        let messages = MessagesCalls(context: context)
        let workflow = WorkflowCalls(context: context)
        let access = AccessCalls(context: context)
        let table = MethodTable(context: context)
        let methods: [MethodTable.Entry] = [
            table.open(ServiceMethods.Ping.self, service.ping),
            table.single(ServiceMethods.GetHealth.self, service.health),
            table.stream(ServiceMethods.Monitor.self, service.monitor),
            table.single(ServiceMethods.Reload.self, service.reload),
            table.single(CustomersMethods.Add.self, customers.add),
            table.single(CustomersMethods.Get.self, customers.get),
            table.list(CustomersMethods.List.self, customers.list),
            table.single(CustomersMethods.Count.self, customers.count),
            table.single(CustomersMethods.SetStatus.self, customers.setStatus),
            table.single(CustomersMethods.Advance.self, customers.advance),
            table.single(CustomersMethods.SetDueDate.self, customers.setDueDate),
            table.single(CustomersMethods.History.self, customers.history),
            table.single(CustomersMethods.Explain.self, customers.explain),
            table.single(CustomersMethods.Import.self, imports.importRows),
            table.list(StatusesMethods.List.self, statuses.list),
            table.single(StatusesMethods.Add.self, statuses.add),
            table.list(TriggersMethods.List.self, triggers.list),
            table.single(TriggersMethods.Add.self, triggers.add),
            table.single(TriggersMethods.Enable.self, triggers.enable),
            table.single(TriggersMethods.Disable.self, triggers.disable),
            table.list(TemplatesMethods.List.self, templates.list),
            table.single(TemplatesMethods.Get.self, templates.get),
            table.single(TemplatesMethods.Add.self, templates.add),
            table.single(TemplatesMethods.Preview.self, templates.preview),
            table.list(FollowUpsMethods.List.self, followUps.list),
            table.single(FollowUpsMethods.Skip.self, followUps.skip),
            table.single(FollowUpsMethods.FireNow.self, followUps.fireNow),
            table.single(FollowUpsMethods.Retry.self, followUps.retry),
            table.list(TasksMethods.List.self, tasks.list),
            table.single(TasksMethods.Add.self, tasks.add),
            table.single(TasksMethods.Start.self, tasks.start),
            table.single(TasksMethods.Complete.self, tasks.complete),
            table.single(TasksMethods.Reopen.self, tasks.reopen),
            table.single(TasksMethods.Cancel.self, tasks.cancel),
            table.list(MessagesMethods.List.self, messages.list),
            table.single(MessagesMethods.Get.self, messages.get),
            table.single(MessagesMethods.Retry.self, messages.retry),
            table.single(MessagesMethods.Cancel.self, messages.cancel),
            table.single(WorkflowMethods.Apply.self, workflow.apply),
            table.open(AccessMethods.WhoAmI.self, access.whoAmI),
            table.list(AccessMethods.ListUsers.self, access.listUsers),
            table.single(AccessMethods.AddUser.self, access.addUser),
        ]
        return try VarlinkService(
            vendor: "followupd", product: "followupd", version: context.version, url: "https://followupd.invalid/",
            interfaces: try InterfaceTexts.all.map { text in
                let interface = try VarlinkInterface(parsing: text)
                let own = methods.filter { $0.interface == interface.name }
                return VarlinkInterfaceImplementation(
                    interface, methods: Dictionary(uniqueKeysWithValues: own.map { ($0.method, $0.handler) }))
            }, validatesReplies: validatesReplies
        ) { error in
            if case .storageFull? = (error as? StoreError)?.code {
                context.engine.condition.degraded(EngineCondition.storage, error)
                context.engine.scanner.nudge()
            }
            return ErrorMapping.varlinkError(error)
        }
    }
}
