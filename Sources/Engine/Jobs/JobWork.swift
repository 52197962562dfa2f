import Delivery
import Domain
import FoundationEssentials
import Glibc
import Store

/// What each kind of job does.
struct JobWork: Sendable {
    /// Where backups and reports go that name no directory.
    struct Places: Sendable {
        let backups: String
        let reports: String
    }

    let store: Store
    let clock: any WallClock
    let events: EventLog
    let mail: (any Carrier)?
    let sender: MailAddress
    let senderName: String
    let reporter: OfficeReporter
    let places: Places
    /// Tells when the wall clock has run ahead of the time that really passed.
    let clockWatch: ClockWatch

    /// - Returns: what it did, in a few words.
    func perform(_ claimed: ClaimedRun) async throws -> String {
        switch claimed.job.kind {
        case .heartbeat: return try await beat()
        case .optimize:
            try await store.optimize()
            return "statistics are up to date"
        case .prune: return try await prune(claimed.job)
        case .backup: return try await backUp(claimed.job)
        case .digest: return try await digest(claimed)
        case .report: return try await report(claimed)
        }
    }

    private func beat() async throws -> String {
        let health = try await store.health(now: clock.now())
        events.record(
            Event(
                .heartbeat,
                [
                    "customers": health.customers, "overdue": health.overdueCustomers,
                    "planned": health.plannedFollowUps, "due": health.dueFollowUps, "held": health.heldFollowUps,
                    "queued": health.queuedMessages, "failed": health.failedFollowUps + health.failedMessages,
                    "next": health.nextFollowUpAt?.rfc3339(),
                ]))
        return ""
    }

    /// Waits while the wall clock runs ahead of real time: what it takes for old may be of yesterday.
    private func prune(_ job: JobSpecification) async throws -> String {
        if let ahead = clockWatch.daysAhead() {
            throw JobError(
                "the clock runs \(ahead) days ahead of the time that has passed since the start; nothing is removed until that is mended, or followupd is restarted"
            )
        }
        let days = job.options["days"].flatMap { Int64($0) } ?? 1_095
        let before = clock.now().adding(milliseconds: -days * 86_400_000)
        var removed = 0
        while true {
            try Task.checkCancellation()
            let batch = try await store.prune(before: before, limit: 500)
            removed += batch
            if batch == 0 { return "\(removed) follow-ups older than \(days) days removed" }
        }
    }

    // MARK: Backup

    private func backUp(_ job: JobSpecification) async throws -> String {
        let directory = try Self.directory(job.options["directory"] ?? places.backups)
        let keep = job.options["keep"].flatMap { Int($0) } ?? 7
        let stamp = clock.now().rfc3339().prefix(19).filter { $0 != "-" && $0 != ":" }
        let name = "\(job.code)-\(stamp)Z.sqlite"
        let unfinished = "\(directory)/.\(name).unfinished"
        unlink(unfinished)
        defer { unlink(unfinished) }
        try await store.backUp(to: unfinished)
        chmod(unfinished, 0o600)
        try Self.makeDurable(unfinished)
        guard rename(unfinished, "\(directory)/\(name)") == 0 else {
            throw JobError("the backup cannot be named in \(directory): \(Self.systemError)")
        }
        try Self.makeDurable(directory)
        let removed = try Self.rotate(directory, prefix: "\(job.code)-", keep: keep, besides: name)
        return "\(name) is whole\(removed > 0 ? ", \(removed) old removed" : "")"
    }

    /// By count, never by age: a clock that was wrong for a day must not cost all backups. The one just made stays whatever its name says.
    private static func rotate(_ directory: String, prefix: String, keep: Int, besides name: String) throws -> Int {
        let others = try FileManager.default.contentsOfDirectory(atPath: directory)
            .filter { $0.hasPrefix(prefix) && $0.hasSuffix("Z.sqlite") && $0 != name }.sorted(by: >)
        let surplus = others.dropFirst(max(0, keep - 1))
        for old in surplus where unlink("\(directory)/\(old)") != 0 {
            throw JobError("\(old) cannot be removed from \(directory): \(systemError)")
        }
        return surplus.count
    }

    private static func directory(_ path: String) throws -> String {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw JobError("\(path) cannot be made: \(systemError)")
        }
        guard access(path, W_OK | X_OK) == 0 else { throw JobError("\(path) cannot be written: \(systemError)") }
        return path
    }

    private static func makeDurable(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw JobError("\(path) cannot be opened: \(systemError)") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw JobError("\(path) cannot be made durable: \(systemError)") }
    }

    private static var systemError: String { String(cString: strerror(errno)) }

    // MARK: Mails and pages

    /// A mail to each user who has something to do, with his own figures.
    private func digest(_ claimed: ClaimedRun) async throws -> String {
        let users = try await recipients(claimed.job)
        var sent = 0
        for user in users {
            try Task.checkCancellation()
            guard let digest = try await reporter.digest(for: user, now: clock.now()) else { continue }
            try await send(digest, to: user, claimed)
            sent += 1
        }
        return "\(sent) mails"
    }

    private func report(_ claimed: ClaimedRun) async throws -> String {
        let days = claimed.job.options["days"].flatMap { Int($0) } ?? 30
        if claimed.job.options["to"] != nil {
            let users = try await recipients(claimed.job)
            for user in users {
                let actor = try await store.catalog().actor(of: user)
                let page = try await reporter.page(for: actor, days: days, now: clock.now())
                let text = "The state of the office is in the HTML part of this mail.\n"
                try await send(Digest(subject: "The office at a glance", text: text, html: page), to: user, claimed)
            }
            return "\(users.count) mails"
        }
        let directory = try Self.directory(claimed.job.options["directory"] ?? places.reports)
        let page = try await reporter.page(for: .automation, days: days, now: clock.now())
        let path = "\(directory)/\(claimed.job.code).html"
        do {
            try Data(page.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw JobError("\(path) cannot be written: \(error)")
        }
        return path
    }

    /// `to=ana` or `to=team:sales`; every active user with an address otherwise.
    private func recipients(_ job: JobSpecification) async throws -> [User] {
        let catalog = try await store.catalog()
        let users: [User]
        if let to = job.options["to"] {
            guard let staff = Staff(to) ?? Staff("user:\(to)") else {
                throw JobError("its option `to` is neither a user nor team:CODE")
            }
            users = catalog.activeUsers(staff)
            if users.isEmpty { throw JobError("nobody active is \(to)") }
        } else {
            users = catalog.users.values.filter(\.isActive)
        }
        return users.filter { $0.specification.email != nil }.sorted { $0.code < $1.code }
    }

    /// The same run sends the same Message-ID, so that a spool has it once, however often the run is tried.
    private func send(_ digest: Digest, to user: User, _ claimed: ClaimedRun) async throws {
        guard let mail else { throw JobError("no carrier is configured for email") }
        guard let address = user.specification.email else { return }
        let id = "<\(claimed.job.code).\(claimed.run.scheduledAt.milliseconds).\(user.code).job@followupd.invalid>"
        let outcome = await mail.deliver(
            OutgoingMessage(
                messageID: id, channel: .email, sender: sender, senderName: senderName, recipient: address,
                recipientName: user.specification.name, subject: digest.subject, text: digest.text, html: digest.html,
                createdAt: claimed.run.scheduledAt))
        switch outcome {
        case .accepted: return
        case .retry(let reason), .failed(let reason): throw JobError("the mail to \(user.code) did not go: \(reason)")
        }
    }
}

/// Why a job failed, in words that follow its name.
struct JobError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Compares the wall clock with the time that has really passed since it was made.
struct ClockWatch: Sendable {
    private let clock: any WallClock
    private let start: Timestamp
    private let startUpTime: Int64

    init(_ clock: any WallClock) {
        self.clock = clock
        start = clock.now()
        startUpTime = clock.upTime()
    }

    /// How many days the wall clock has gained, if it is more than one.
    func daysAhead() -> Int64? {
        let gained = clock.now().milliseconds(since: start) - (clock.upTime() - startUpTime)
        return gained > 86_400_000 ? gained / 86_400_000 : nil
    }
}
