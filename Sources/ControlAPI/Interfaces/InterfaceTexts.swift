/// The interfaces of the control channel in Varlink's definition language, one file each: the contract that clients read.
public enum InterfaceTexts {
    public static let all: [String] = [
        service, customers, statuses, triggers, templates, calendars, followUps, tasks, messages, jobs, searches,
        workflow, reports, access, audit,
    ]
}
