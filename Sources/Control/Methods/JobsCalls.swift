import ControlAPI
import Domain
import Engine
import Store

struct JobsCalls: Sendable {
    typealias Methods = JobsMethods

    let context: ControlContext

    /// Scanning and sending stand among the jobs, with what is known of their runs.
    func list(_: Nothing, _: Actor) async throws -> Listing<Methods.List.Reply> {
        let jobs = try await context.store.jobs().map { job in
            Methods.Job(job, isRunning: job.lastRun?.outcome == .running)
        }
        return Listing(whole: (try await services() + jobs).sorted { $0.code < $1.code }) {
            Methods.List.Reply(job: $0, cursor: $1)
        }
    }

    private func services() async throws -> [Methods.Job] {
        let condition = context.engine.condition.read()
        let sending = try await context.store.nextSending().values.min()
        let details: [(code: ServiceCode, name: String, next: Timestamp?, last: Timestamp?)] = [
            (.dueScan, "Firing of what is due", try await context.store.nextFiring(), condition.lastScanAt),
            (.send, "Sending of messages", sending, nil),
        ]
        var services: [Methods.Job] = []
        for detail in details {
            let record = try await context.store.service(detail.code)
            let code = detail.code.rawValue
            let next = record.schedule == nil ? detail.next : record.nextAt
            services.append(
                Methods.Job(
                    code: code, name: detail.name, kind: Self.serviceKind, schedule: record.schedule?.description ?? "",
                    options: [:], jitterSeconds: 0, timeoutSeconds: 0, retries: 0, builtIn: true,
                    paused: record.isPaused, running: false, nextAt: next?.milliseconds,
                    lastAt: detail.last?.milliseconds,
                    lastOutcome: detail.last.map { _ in condition.troubles[code] == nil ? "succeeded" : "failed" },
                    lastDetail: condition.troubles[code]))
        }
        return services
    }

    private static let serviceKind = "service"

    func add(_ parameters: Methods.Add.Parameters, _ actor: Actor) async throws -> Nothing {
        let job = JobSpecification(
            code: parameters.code, name: parameters.name ?? parameters.code,
            kind: try ControlFailure.word("kind", parameters.kind, default: .digest),
            schedule: try Self.schedule(parameters.schedule),
            options: (parameters.options ?? [:]).filter { !$0.value.isEmpty },
            jitterSeconds: parameters.jitterSeconds ?? 0, timeoutSeconds: parameters.timeoutSeconds ?? 600,
            retries: parameters.retries ?? 3)
        try await refuseUnusableDirectory(job.kind, job.options)
        try await context.store.addJob(job, by: actor, now: context.now())
        context.engine.jobs.nudge()
        return Nothing()
    }

    func update(_ parameters: Methods.Update.Parameters, _ actor: Actor) async throws -> Nothing {
        if let service = ServiceCode(rawValue: parameters.code) {
            try await update(service, parameters, actor)
            return Nothing()
        }
        let schedule = try parameters.schedule.map(Self.schedule)
        let old = try await context.store.job(code: parameters.code).specification
        try await refuseUnusableDirectory(old.kind, parameters.options ?? [:])
        try await context.store.updateJob(code: parameters.code, by: actor, now: context.now()) { old in
            var new = old
            new.name = parameters.name ?? old.name
            new.schedule = schedule ?? old.schedule
            new.options = old.options.merging(parameters.options ?? [:]) { $1 }.filter { !$0.value.isEmpty }
            new.jitterSeconds = parameters.jitterSeconds ?? old.jitterSeconds
            new.timeoutSeconds = parameters.timeoutSeconds ?? old.timeoutSeconds
            new.retries = parameters.retries ?? old.retries
            return new
        }
        context.engine.jobs.nudge()
        let new = try await context.store.job(code: parameters.code).specification
        if new.options["directory"] != old.options["directory"] || new.options["to"] != old.options["to"] {
            try await context.engine.jobs.removePage(of: old)
        }
        return Nothing()
    }

    /// What the store refuses in any case, it refuses in its own words.
    private func refuseUnusableDirectory(_ kind: JobSpecification.Kind, _ options: [String: String]) async throws {
        guard let directory = options["directory"], directory.hasPrefix("/"), kind.options.contains("directory") else {
            return
        }
        try await context.engine.jobs.refuseUnusable(directory: directory)
    }

    /// A service has no name, options, time-out or tries to change: only when it works.
    private func update(_ service: ServiceCode, _ parameters: Methods.Update.Parameters, _ actor: Actor) async throws {
        let others: [(name: String, isGiven: Bool)] = [
            ("name", parameters.name != nil), ("options", parameters.options != nil),
            ("jitterSeconds", parameters.jitterSeconds != nil), ("timeoutSeconds", parameters.timeoutSeconds != nil),
            ("retries", parameters.retries != nil),
        ]
        if let other = others.first(where: \.isGiven) {
            throw ControlFailure.invalidValue(
                other.name, "is nothing that \(service.rawValue) has; only its schedule can be changed")
        }
        guard let text = parameters.schedule else { return }
        let schedule = text.isEmpty ? nil : try Self.schedule(text)
        try await context.store.setService(service, schedule: schedule, by: actor, now: context.now())
        switch service {
        case .dueScan: context.engine.scanner.nudge()
        case .send: context.engine.sender.nudge()
        }
    }

    func remove(_ parameters: Methods.Remove.Parameters, _ actor: Actor) async throws -> Nothing {
        let job = try? await context.store.job(code: parameters.code).specification
        try await context.store.removeJob(code: parameters.code, by: actor, now: context.now())
        if let job { try await context.engine.jobs.removePage(of: job) }
        return Nothing()
    }

    func run(_ parameters: Methods.Run.Parameters, _ actor: Actor) async throws -> Methods.Run.Reply {
        let now = context.now()
        switch ServiceCode(rawValue: parameters.code) {
        case .dueScan:
            let summary = try await context.engine.scanner.runOnce(now: now)
            let firing = summary.firing
            return Methods.Run.Reply(
                run: service(
                    .dueScan, from: now, by: actor,
                    "\(firing.tasks) tasks, \(firing.messages) messages, \(firing.moves) moves, \(firing.withheld) withheld, \(firing.failed) failed, \(summary.held) held"
                ))
        case .send:
            // A caller who goes away does not tear deliveries in half.
            let summary = try await Task { [sender = context.engine.sender] in try await sender.runOnce(now: now) }
                .value
            return Methods.Run.Reply(
                run: service(
                    .send, from: now, by: actor,
                    "\(summary.sent) sent, \(summary.retried) to be tried again, \(summary.failed) failed, \(summary.suppressed) suppressed"
                ))
        case nil:
            let run = try await context.engine.jobs.runNow(code: parameters.code, by: actor)
            return Methods.Run.Reply(run: Methods.JobRun(run))
        }
    }

    private func service(
        _ code: ServiceCode, from start: Timestamp, by actor: Actor, _ detail: String
    ) -> Methods.JobRun {
        Methods.JobRun(
            job: code.rawValue, scheduledAt: start.milliseconds, startedAt: start.milliseconds,
            finishedAt: context.now().milliseconds, outcome: JobOutcome.succeeded.rawValue, detail: detail, attempt: 1,
            missed: 0, by: actor.name)
    }

    func pause(_ parameters: Methods.Pause.Parameters, _ actor: Actor) async throws -> Nothing {
        try await set(parameters.code, paused: true, actor)
    }

    func resume(_ parameters: Methods.Resume.Parameters, _ actor: Actor) async throws -> Nothing {
        try await set(parameters.code, paused: false, actor)
    }

    private func set(_ code: String, paused: Bool, _ actor: Actor) async throws -> Nothing {
        try await context.store.setJob(code: code, paused: paused, by: actor, now: context.now())
        context.engine.scanner.nudge()
        context.engine.sender.nudge()
        context.engine.jobs.nudge()
        return Nothing()
    }

    func history(_ parameters: Methods.History.Parameters, _: Actor) async throws -> Listing<Methods.History.Reply> {
        let store = context.store
        return try Listing(
            named: "runs:\(parameters.code ?? "")", from: parameters.cursor, limit: parameters.limit,
            key: { (run: JobRun) in PageCursor(key: .integer(run.id), id: run.id) },
            fetch: { try await store.jobRuns(of: parameters.code, after: $0, limit: $1) },
            reply: { Methods.History.Reply(run: Methods.JobRun($0), cursor: $1) })
    }

    private static func schedule(_ text: String) throws -> Schedule {
        let like = "Mon..Fri *-*-* 08:00 Europe/Berlin (see systemd.time(7)), or every 15 minutes"
        guard let schedule = try ControlFailure.read("schedule", text, Schedule.self, like: like) else {
            throw ControlFailure.invalidValue("schedule", "is missing")
        }
        return schedule
    }
}

extension JobsMethods.Job {
    init(_ job: JobRecord, isRunning: Bool) {
        let specification = job.specification
        self.init(
            code: specification.code, name: specification.name, kind: specification.kind.rawValue,
            schedule: specification.schedule.description, options: specification.options,
            jitterSeconds: specification.jitterSeconds, timeoutSeconds: specification.timeoutSeconds,
            retries: specification.retries, builtIn: job.isBuiltIn, paused: job.isPaused, running: isRunning,
            nextAt: job.nextAt?.milliseconds, lastAt: job.lastRun?.startedAt.milliseconds,
            lastOutcome: job.lastRun?.outcome.rawValue, lastDetail: job.lastRun?.detail)
    }
}

extension JobsMethods.JobRun {
    init(_ run: JobRun) {
        self.init(
            job: run.job, scheduledAt: run.scheduledAt.milliseconds, startedAt: run.startedAt.milliseconds,
            finishedAt: run.finishedAt?.milliseconds, outcome: run.outcome.rawValue, detail: run.detail,
            attempt: run.attempt, missed: run.missed, by: run.by)
    }
}
