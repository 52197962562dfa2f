import ControlAPI

/// Objects of the control channel with every member set.
enum Samples {
    /// 2026-11-05T08:02:07+01:00 in Berlin.
    static let entered: Int64 = 1_793_862_127_000
    /// 2026-07-01T12:00:00+02:00 in Berlin.
    static let summer: Int64 = 1_782_900_000_000

    static func customer(_ number: String = "1042", name: String = "Quandt Logistik") -> CustomersMethods.Customer {
        CustomersMethods.Customer(
            number: number, name: name, department: "Primary", parent: "1000", branch: "berlin", owner: "ana",
            email: "office@quandt.example", phone: "+49 30 1", mobile: "+49 170 1", website: "https://quandt.example",
            street: "Weg 1",
            city: "Berlin", postalCode: "10115", country: "DE", accountType: "Direct", leadSource: "Website",
            birthday: "1980-05-17", anniversary: "2019-03-01", doNotMarket: true, doNotCall: false, optOuts: ["sms"],
            lastPaymentOn: "2026-10-01", yearToDateSales: "1500.00", receivableBalance: "0.00",
            lifetimeSales: "9000.50",
            tags: ["vip"], customFields: ["industry": "Logistics"], status: "P", statusName: "Prospect", reason: "fair",
            note: "met there", active: true, loyalty: false, enteredAt: entered, dueOn: "2026-11-12",
            overdueAt: entered + 600_000_000, dueOverridden: true,
            overdue: true, daysOverdue: 9, activatedOn: "2026-07-01", pausedUntil: "2026-12-24", version: 3,
            createdAt: summer, zone: "Europe/Berlin")
    }

    static func period(_ id: Int64 = 7) -> CustomersMethods.Period {
        CustomersMethods.Period(
            id: id, status: "P", statusName: "Prospect", reason: "fair", enteredAt: entered, enteredBy: "ana",
            recordedAt: entered, dueOn: "2026-11-12",
            overdueAt: entered + 600_000_000, leftAt: entered + 700_000_000, leftBy: "ben",
            ending: "changed", days: 8, note: "called")
    }

    static func followUp(_ id: Int64 = 3, state: String = "fired") -> FollowUpsMethods.FollowUp {
        FollowUpsMethods.FollowUp(
            id: id, number: "1042", name: "Quandt Logistik", status: "P", trigger: "p-call",
            when: "2 days after entered", subject: "period", subjectId: 7, round: 1,
            occurrence: 1, covers: 2, fireAt: entered, expiresAt: entered,
            state: state, reason: "none", explanation: "It made task 12, late.", decidedAt: entered,
            decidedBy: "daemon",
            late: true, error: "none", taskId: 12, messageId: 13, zone: "Europe/Berlin")
    }

    static let task = TasksMethods.Task(
        id: 12, number: "1042", name: "Quandt Logistik", subject: "Call", text: "Ask", type: "call", assignee: "ana",
        team: "sales", priority: 5, dueOn: "2026-11-12", state: "open", late: true, trigger: "p-call",
        createdAt: entered, createdBy: "daemon", startedAt: entered, closedAt: entered, closedBy: "ana",
        result: "reached", outcome: "booked")

    static let message = MessagesMethods.Message(
        id: 13, messageId: "<a@b>", number: "1042", name: "Quandt Logistik", channel: "email", recipient: "customer",
        purpose: "service", address: "office@quandt.example", subject: "Hello", text: "Dear\nQuandt",
        html: "<p>Dear</p>",
        state: "queued", reason: "none", attempts: 1, late: true, step: 1, fallback: ["call"], trigger: "p-mail",
        createdAt: entered, nextAttemptAt: entered, decidedAt: entered)

    static let status = StatusesMethods.Status(
        code: "P", name: "Prospect", description: "asks", position: 1, duration: "5 business days", active: true,
        allows: ["order", "fill"], loyalty: true, initial: true, successors: ["A"],
        entryRule: "email is set", reasonRequired: true, reasons: ["fair"], messageOnEntry: "none",
        taskOnEntry: "required",
        retired: false, customers: 3)

    static let trigger = TriggersMethods.Trigger(
        code: "p-call", name: "Call", status: "P", position: 1,
        rule: TriggersMethods.Rule(
            when: "overdue", every: "2 days", times: 3, if: "active", taskType: "call", skipAfter: "2 weeks",
            task: "Call", description: "Ask", type: "call", priority: 5, dueIn: "1 day", autoCancel: true,
            assignee: ["owner", "team:sales"], template: "welcome", channels: ["sms", "email"], recipient: "customer",
            keepWhenLeft: false, moveTo: "A", reason: "fair"), enabled: true, retired: false, revision: 1)

    static let template = TemplatesMethods.Template(
        code: "welcome", name: "Welcome", purpose: "service", subject: "Hello", text: "Dear {{customer.name}}",
        html: "<p>Dear</p>", retired: false)

    static let user = AccessMethods.User(
        code: "ana", name: "Ana", email: "ana@example.com", account: "ana", role: "agent", mayAssume: false,
        wantsNotices: true, active: true)

    static func health(_ state: String = "ok") -> ServiceMethods.Health {
        ServiceMethods.Health(
            version: "0.1.0", state: state, troubles: state == "ok" ? [] : ["outbox: the mail program is missing"],
            nowAt: entered, customers: 1_204, overdueCustomers: 3, oldestOverdueAt: entered, plannedFollowUps: 10,
            dueFollowUps: 0, failedFollowUps: 0, heldFollowUps: 0, nextFollowUpAt: entered, openTasks: 4,
            queuedMessages: 0,
            sendingMessages: 0, failedMessages: 0, pausedServices: [], nextScanAt: 1_750_000_000_000,
            nextSendAt: 1_750_000_100_000, failedJobs: [],
            replanOrders: 0, lastScanAt: entered, lastScanMilliseconds: 2, lastBackupAt: entered,
            databaseBytes: 12_345_678, walBytes: 0, residentBytes: 9_999)
    }

    static let event = ServiceMethods.Event(
        name: "status-changed", level: "info", fields: ["customer": "1042"], line: "status-changed customer=1042")

    static let count = CustomersMethods.StatusCount(
        status: "P", name: "Prospect", active: true, customers: 3, overdue: 1)
}
