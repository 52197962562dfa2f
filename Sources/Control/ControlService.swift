import ControlAPI
import Engine
import Store
import Varlink

/// The control channel as a Varlink service: one table from method to function.
public enum ControlService {
    /// - Throws: if an interface text and the table disagree, which a test would have found.
    public static func make(_ context: ControlContext, validatesReplies: Bool = false) throws -> VarlinkService {
        let table = MethodTable(context: context)
        let methods =
            ownMethods(table) + customerMethods(table) + ruleMethods(table) + workMethods(table) + accessMethods(table)
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

    private static func ownMethods(_ table: MethodTable) -> [MethodTable.Entry] {
        let service = ServiceCalls(context: table.context)
        let backups = BackupCalls(context: table.context)
        let audit = AuditCalls(context: table.context)
        let jobs = JobsCalls(context: table.context)
        let forecasts = ForecastCalls(context: table.context)
        return [
            table.list(JobsMethods.List.self, .manager, jobs.list),
            table.single(JobsMethods.Add.self, .administrator, jobs.add),
            table.single(JobsMethods.Update.self, .administrator, jobs.update),
            table.single(JobsMethods.Remove.self, .administrator, jobs.remove),
            table.single(JobsMethods.Run.self, .administrator, jobs.run),
            table.single(JobsMethods.Pause.self, .administrator, jobs.pause),
            table.single(JobsMethods.Resume.self, .administrator, jobs.resume),
            table.list(JobsMethods.History.self, .manager, jobs.history),
            table.single(ReportsMethods.Render.self, .manager, forecasts.report),
            table.list(FollowUpsMethods.Forecast.self, .viewer, forecasts.forecast),
            table.open(ServiceMethods.Ping.self, service.ping),
            table.single(ServiceMethods.GetHealth.self, .viewer, service.health),
            table.single(ServiceMethods.Metrics.self, .viewer, service.metrics),
            table.stream(ServiceMethods.Backup.self, .administrator, backups.backUp),
            table.single(ServiceMethods.CheckIntegrity.self, .administrator, backups.checkIntegrity),
            table.stream(ServiceMethods.Monitor.self, .administrator, service.monitor),
            table.single(ServiceMethods.Reload.self, .administrator, service.reload),
            table.list(AuditMethods.List.self, .administrator, audit.list),
        ]
    }

    private static func customerMethods(_ table: MethodTable) -> [MethodTable.Entry] {
        let customers = CustomersCalls(context: table.context)
        let changes = StatusChangeCalls(context: table.context)
        let imports = ImportCalls(context: table.context)
        let exports = ExportCalls(context: table.context)
        let merges = MergeCalls(context: table.context)
        let searches = SearchesCalls(context: table.context)
        return [
            table.single(CustomersMethods.Add.self, .agent, customers.add),
            table.single(CustomersMethods.Get.self, .viewer, customers.get),
            table.list(CustomersMethods.List.self, .viewer, customers.list),
            table.single(CustomersMethods.Count.self, .viewer, customers.count),
            table.single(CustomersMethods.Update.self, .agent, customers.update),
            table.single(CustomersMethods.SetStatus.self, .agent, changes.setStatus),
            table.list(CustomersMethods.SetStatusWhere.self, .manager, changes.setStatusWhere),
            table.single(CustomersMethods.Advance.self, .agent, changes.advance),
            table.single(CustomersMethods.Undo.self, .agent, changes.undo),
            table.single(CustomersMethods.SetDueDate.self, .agent, changes.setDueDate),
            table.single(CustomersMethods.Pause.self, .agent, changes.pause),
            table.single(CustomersMethods.AddNote.self, .agent, customers.addNote),
            table.single(CustomersMethods.History.self, .viewer, customers.history),
            table.single(CustomersMethods.Explain.self, .viewer, customers.explain),
            table.single(CustomersMethods.Check.self, .viewer, customers.check),
            table.single(CustomersMethods.Import.self, .manager, imports.importRows),
            table.list(CustomersMethods.Export.self, .manager, exports.export),
            table.single(CustomersMethods.Merge.self, .manager, merges.merge),
            table.single(CustomersMethods.Erase.self, .administrator, merges.erase),
            table.list(SearchesMethods.List.self, .viewer, searches.list),
            table.single(SearchesMethods.Get.self, .viewer, searches.get),
            table.single(SearchesMethods.Save.self, .viewer, searches.save),
            table.single(SearchesMethods.Delete.self, .viewer, searches.delete),
            table.single(SearchesMethods.Explain.self, .viewer, searches.explain),
        ]
    }

    private static func ruleMethods(_ table: MethodTable) -> [MethodTable.Entry] {
        let statuses = StatusesCalls(context: table.context)
        let reasons = ReasonsCalls(context: table.context)
        let triggers = TriggersCalls(context: table.context)
        let templates = TemplatesCalls(context: table.context)
        let calendars = CalendarsCalls(context: table.context)
        let workflow = WorkflowCalls(context: table.context)
        return [
            table.list(StatusesMethods.List.self, .viewer, statuses.list),
            table.single(StatusesMethods.Add.self, .administrator, statuses.add),
            table.single(StatusesMethods.Update.self, .administrator, statuses.update),
            table.single(StatusesMethods.Move.self, .administrator, statuses.move),
            table.single(StatusesMethods.Retire.self, .administrator, statuses.retire),
            table.single(StatusesMethods.Restore.self, .administrator, statuses.restore),
            table.single(StatusesMethods.Delete.self, .administrator, statuses.delete),
            table.list(StatusesMethods.ListReasons.self, .viewer, reasons.list),
            table.single(StatusesMethods.AddReason.self, .administrator, reasons.add),
            table.single(StatusesMethods.UpdateReason.self, .administrator, reasons.update),
            table.single(StatusesMethods.MoveReason.self, .administrator, reasons.move),
            table.single(StatusesMethods.RetireReason.self, .administrator, reasons.retire),
            table.single(StatusesMethods.RestoreReason.self, .administrator, reasons.restore),
            table.single(StatusesMethods.DeleteReason.self, .administrator, reasons.delete),
            table.list(TriggersMethods.List.self, .viewer, triggers.list),
            table.single(TriggersMethods.Add.self, .administrator, triggers.add),
            table.single(TriggersMethods.Update.self, .administrator, triggers.update),
            table.single(TriggersMethods.Preview.self, .administrator, triggers.preview),
            table.single(TriggersMethods.Retire.self, .administrator, triggers.retire),
            table.single(TriggersMethods.Enable.self, .administrator, triggers.enable),
            table.single(TriggersMethods.Disable.self, .administrator, triggers.disable),
            table.list(TemplatesMethods.List.self, .viewer, templates.list),
            table.single(TemplatesMethods.Get.self, .viewer, templates.get),
            table.single(TemplatesMethods.Add.self, .administrator, templates.add),
            table.single(TemplatesMethods.Update.self, .administrator, templates.update),
            table.single(TemplatesMethods.Retire.self, .administrator, templates.retire),
            table.list(CalendarsMethods.List.self, .viewer, calendars.list),
            table.single(CalendarsMethods.Get.self, .viewer, calendars.get),
            table.single(CalendarsMethods.Add.self, .administrator, calendars.add),
            table.single(CalendarsMethods.Update.self, .administrator, calendars.update),
            table.single(CalendarsMethods.Retire.self, .administrator, calendars.retire),
            table.single(CalendarsMethods.ImportHolidays.self, .administrator, calendars.importHolidays),
            table.single(TemplatesMethods.Preview.self, .viewer, templates.preview),
            table.single(WorkflowMethods.Export.self, .administrator, workflow.export),
            table.single(WorkflowMethods.Plan.self, .administrator, workflow.plan),
            table.single(WorkflowMethods.Apply.self, .administrator, workflow.apply),
        ]
    }

    private static func workMethods(_ table: MethodTable) -> [MethodTable.Entry] {
        let followUps = FollowUpsCalls(context: table.context)
        let tasks = TasksCalls(context: table.context)
        let messages = MessagesCalls(context: table.context)
        return [
            table.list(FollowUpsMethods.List.self, .viewer, followUps.list),
            table.single(FollowUpsMethods.Skip.self, .agent, followUps.skip),
            table.single(FollowUpsMethods.FireNow.self, .agent, followUps.fireNow),
            table.single(FollowUpsMethods.Retry.self, .agent, followUps.retry),
            table.single(FollowUpsMethods.Reschedule.self, .agent, followUps.reschedule),
            table.single(FollowUpsMethods.Release.self, .manager, followUps.release),
            table.list(TasksMethods.List.self, .viewer, tasks.list),
            table.single(TasksMethods.Get.self, .viewer, tasks.get),
            table.single(TasksMethods.Assign.self, .agent, tasks.assign),
            table.single(TasksMethods.Snooze.self, .agent, tasks.snooze),
            table.single(TasksMethods.AddNote.self, .agent, tasks.addNote),
            table.single(TasksMethods.Add.self, .agent, tasks.add),
            table.single(TasksMethods.Start.self, .agent, tasks.start),
            table.single(TasksMethods.Complete.self, .agent, tasks.complete),
            table.single(TasksMethods.Reopen.self, .agent, tasks.reopen),
            table.single(TasksMethods.Cancel.self, .agent, tasks.cancel),
            table.list(MessagesMethods.List.self, .viewer, messages.list),
            table.single(MessagesMethods.Get.self, .viewer, messages.get),
            table.single(MessagesMethods.Retry.self, .agent, messages.retry),
            table.single(MessagesMethods.Cancel.self, .agent, messages.cancel),
            table.single(MessagesMethods.Bounce.self, .agent, messages.bounce),
            table.single(MessagesMethods.ForgetBounce.self, .manager, messages.forgetBounce),
            table.single(MessagesMethods.OptOut.self, .agent, messages.optOut),
            table.single(MessagesMethods.ForgetOptOut.self, .manager, messages.forgetOptOut),
        ]
    }

    private static func accessMethods(_ table: MethodTable) -> [MethodTable.Entry] {
        let access = AccessCalls(context: table.context)
        let groups = GroupsCalls(context: table.context)
        return [
            table.open(AccessMethods.WhoAmI.self, access.whoAmI),
            table.connection(AccessMethods.Assume.self, access.assume),
            table.list(AccessMethods.ListUsers.self, .viewer, access.listUsers),
            table.single(AccessMethods.AddUser.self, .administrator, access.addUser),
            table.single(AccessMethods.UpdateUser.self, .administrator, access.updateUser),
            table.list(AccessMethods.ListTeams.self, .viewer, groups.listTeams),
            table.single(AccessMethods.AddTeam.self, .administrator, groups.addTeam),
            table.single(AccessMethods.UpdateTeam.self, .administrator, groups.updateTeam),
            table.single(AccessMethods.DeleteTeam.self, .administrator, groups.deleteTeam),
            table.list(AccessMethods.ListBranches.self, .viewer, groups.listBranches),
            table.single(AccessMethods.AddBranch.self, .administrator, groups.addBranch),
            table.single(AccessMethods.UpdateBranch.self, .administrator, groups.updateBranch),
            table.single(AccessMethods.DeleteBranch.self, .administrator, groups.deleteBranch),
            table.list(AccessMethods.ListGroups.self, .administrator, groups.listGroups),
            table.single(AccessMethods.AddGroup.self, .administrator, groups.addGroup),
            table.single(AccessMethods.UpdateGroup.self, .administrator, groups.updateGroup),
            table.single(AccessMethods.DeleteGroup.self, .administrator, groups.deleteGroup),
        ]
    }
}
