import Delivery
import Domain
import FoundationEssentials
import Glibc
import Store
import Synchronization

/// What each kind of job does.
struct JobWork: Sendable {
    let store: Store
    let clock: any WallClock
    let events: EventLog
    let mail: (any Carrier)?
    let sender: MailAddress
    let senderName: String
    let reporter: OfficeReporter
    /// Where backups go that name no directory.
    let backups: String
    let pages: ReportFiles
    /// Tells when the wall clock has run ahead of the time that really passed.
    let clockWatch: ClockWatch
    let accepted = AcceptedMails()

    /// Makes the directory that a job is to write to, so that one which cannot be is refused when the job is, not found at night.
    /// - Throws: `StoreError` `invalidValue`.
    func refuseUnusable(directory path: String) throws {
        do {
            _ = try Self.directory(path)
        } catch let error as JobError {
            throw StoreError(.invalidValue(field: "directory"), "directory is refused: \(error).")
        }
    }

    /// - Returns: what it did, in a few words.
    func perform(_ claimed: ClaimedRun) async throws -> String {
        switch claimed.job.kind {
        case .heartbeat: return try await beat()
        case .optimize:
            try await store.optimize()
            return "statistics are up to date"
        case .prune: return try await prune(claimed.job)
        case .backup: return try await backUp(claimed.job, run: claimed.run.id)
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
        var last: Int64? = 0
        while let from = last {
            try Task.checkCancellation()
            let batch = try await store.prune(before: before, after: from, limit: 100)
            removed += batch.removed
            last = batch.last
        }
        try await store.pruneJobRuns(before: before)
        return "\(removed) follow-ups older than \(days) days removed"
    }

    // MARK: Backup

    private func backUp(_ job: JobSpecification, run: Int64) async throws -> String {
        let directory = try Self.directory(job.options["directory"] ?? backups)
        let keep = job.options["keep"].flatMap { Int($0) } ?? 7
        let stamp = clock.now().rfc3339().prefix(19).filter { $0 != "-" && $0 != ":" }
        // Two within a second are two.
        let number = String(1_000_000 + run % 1_000_000).dropFirst()
        let name = "\(job.code)-\(stamp)Z-\(number).sqlite"
        // Copies that a kill left unfinished are of no use, and hold what may have been erased since.
        for left in try Self.files(directory) where left.hasPrefix(".\(job.code)-") && left.hasSuffix(".unfinished") {
            unlink("\(directory)/\(left)")
        }
        let unfinished = "\(directory)/.\(name).unfinished"
        // Nobody else may read it, not even while it is written.
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw JobError("\(unfinished) cannot be made: \(Self.systemError)") }
        close(descriptor)
        defer { unlink(unfinished) }
        try await store.backUp(to: unfinished)
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
        // Of this job only: another's code may begin like this one's.
        let others = try files(directory).filter { file in
            file.hasPrefix(prefix) && file.count == name.count && file != name
                && file.dropFirst(prefix.count).prefix(8).allSatisfy(\.isNumber)
        }.sorted(by: >)
        let surplus = others.dropFirst(max(0, keep - 1))
        for old in surplus where unlink("\(directory)/\(old)") != 0 {
            throw JobError("\(old) cannot be removed from \(directory): \(systemError)")
        }
        return surplus.count
    }

    private static func files(_ directory: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory)
    }

    private static func directory(_ path: String) throws -> String {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw JobError("\(path) cannot be made: \(systemError)")
        }
        // Also a link to one, but nothing else.
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw JobError("\(path) is no directory")
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
        var known: [Visibility: OfficeFigures] = [:]
        return try await mail(claimed) { user in
            try await reporter.digest(for: user, now: clock.now(), known: &known)
        }
    }

    private func report(_ claimed: ClaimedRun) async throws -> String {
        let days = claimed.job.options["days"].flatMap { Int($0) } ?? 30
        if claimed.job.options["to"] != nil {
            // Who see the same get the same page.
            var known: [Visibility: String] = [:]
            return try await mail(claimed) { user in
                let actor = try await store.catalog().actor(of: user)
                let page: String
                if let made = known[actor.visibility] {
                    page = made
                } else {
                    page = try await reporter.page(for: actor, days: days, now: clock.now())
                    known[actor.visibility] = page
                }
                return Digest(
                    subject: "The office at a glance",
                    text: "The state of the office is in the HTML part of this mail.\n",
                    html: page)
            }
        }
        _ = try Self.directory(claimed.job.options["directory"] ?? pages.standard)
        let page = try await reporter.page(for: .automation, days: days, now: clock.now())
        let path = pages.path(of: claimed.job)
        do {
            try Data(page.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw JobError("\(path) cannot be written: \(error)")
        }
        chmod(path, 0o600)
        return path
    }

    /// Mails each recipient what is made for him; one to whom it does not go stops nobody, and only he is tried again.
    private func mail(_ claimed: ClaimedRun, _ make: (User) async throws -> Digest?) async throws -> String {
        var sent = 0
        var problems: [String] = []
        for user in try await recipients(claimed.job) where !accepted.contains(user.code, of: claimed.run.id) {
            try Task.checkCancellation()
            guard let digest = try await make(user) else { continue }
            if let problem = try await send(digest, to: user, claimed) {
                problems.append("\(user.code): \(problem)")
            } else {
                accepted.insert(user.code, of: claimed.run.id)
                sent += 1
            }
        }
        guard problems.isEmpty else { throw JobError("\(sent) mails; not \(problems.joined(separator: "; "))") }
        return "\(sent) mails"
    }

    /// `to=ana` or `to=team:sales`; every active user with an address otherwise.
    private func recipients(_ job: JobSpecification) async throws -> [User] {
        let catalog = try await store.catalog()
        let users: [User]
        if let to = job.options["to"] {
            guard let staff = Staff.recipient(to) else {
                throw JobError("its option `to` is neither a user nor team:CODE")
            }
            users = catalog.activeUsers(staff)
            if users.isEmpty { throw JobError("nobody active is \(to)") }
        } else {
            users = catalog.users.values.filter(\.isActive)
        }
        return users.filter { $0.specification.email != nil }.sorted { $0.code < $1.code }
    }

    /// What follows the @ in the Message-IDs of digests and mailed reports.
    static let mailDomain = "job.followupd.invalid"

    /// The same run sends the same Message-ID, so that a spool has it once, however often the run is tried.
    /// - Returns: why it did not go; nil: it went.
    private func send(_ digest: Digest, to user: User, _ claimed: ClaimedRun) async throws -> String? {
        guard let mail else { throw JobError("no carrier is configured for email") }
        guard let address = user.specification.email else { return nil }
        let id = "<\(claimed.job.code).\(claimed.run.scheduledAt.milliseconds).\(user.code)@\(Self.mailDomain)>"
        let outcome = await mail.deliver(
            OutgoingMessage(
                messageID: id, channel: .email, sender: sender, senderName: senderName, recipient: address,
                recipientName: user.specification.name, subject: digest.subject, text: digest.text, html: digest.html,
                createdAt: claimed.run.scheduledAt))
        return switch outcome {
        case .accepted: nil
        case .retry(let reason), .failed(let reason): reason
        }
    }
}

/// Who has had the mail of a run, so that a retry sends it only to those who have not. Of the latest runs.
final class AcceptedMails: Sendable {
    private let users = Mutex<[Int64: Set<String>]>([:])

    func contains(_ user: String, of run: Int64) -> Bool { users.withLock { $0[run]?.contains(user) ?? false } }

    func insert(_ user: String, of run: Int64) {
        users.withLock { users in
            users[run, default: []].insert(user)
            if users.count > 50, let oldest = users.keys.min() { users[oldest] = nil }
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
