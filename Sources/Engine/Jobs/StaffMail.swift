import Delivery
import Domain
import Store
import Synchronization

/// The mails of jobs to members of staff. They go straight to the carrier, not through the outbox, which is for what is about one customer.
struct StaffMail: Sendable {
    /// What follows the @ in their Message-IDs.
    static let domain = "job.followupd.invalid"

    let store: Store
    let settings: SendingSettings
    let erasures: ErasureCount
    private let accepted = AcceptedMails()

    init(store: Store, settings: SendingSettings, erasures: ErasureCount) {
        self.store = store
        self.settings = settings
        self.erasures = erasures
    }

    /// Mails each recipient what is made for him; one to whom it does not go stops nobody, and only he is tried again.
    func send(_ claimed: ClaimedRun, _ make: (User) async throws -> Digest?) async throws -> String {
        guard let carrier = settings.current.carriers[.email] else {
            throw JobError("no carrier is configured for email")
        }
        var sent = 0
        var problems: [String] = []
        for user in try await recipients(claimed.job) where !accepted.contains(user.code, of: claimed.run.id) {
            try Task.checkCancellation()
            let outcome = try await erasures.settled { () async throws -> DeliveryOutcome? in
                let id = Self.messageID(claimed, user)
                guard let digest = try await make(user) else {
                    // One that was made before an erasure may be left.
                    try await carrier.forget([id])
                    return nil
                }
                return await carrier.deliver(message(digest, to: user, id: id, createdAt: claimed.run.scheduledAt))
            }
            switch outcome {
            case nil: break
            case .accepted:
                accepted.insert(user.code, of: claimed.run.id)
                sent += 1
            case .retry(let reason), .failed(let reason): problems.append("\(user.code): \(reason)")
            }
        }
        guard problems.isEmpty else {
            throw JobError(
                "\(sent) mails; not \(problems.joined(separator: "; "))",
                logged: "\(sent) mails, and \(problems.count) that could not be handed over")
        }
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

    /// The same run sends the same Message-ID, so that a spool has it once, however often the run is tried.
    private static func messageID(_ claimed: ClaimedRun, _ user: User) -> String {
        "<\(claimed.job.code).\(claimed.run.scheduledAt.milliseconds).\(user.code)@\(domain)>"
    }

    private func message(_ digest: Digest, to user: User, id: String, createdAt: Timestamp) -> OutgoingMessage {
        OutgoingMessage(
            messageID: id, channel: .email, sender: settings.current.configuration.sender,
            senderName: settings.current.configuration.senderName,
            recipient: user.specification.email ?? "", recipientName: user.specification.name,
            subject: digest.subject, text: digest.text, html: digest.html, createdAt: createdAt)
    }
}

/// Who has had the mail of a run, so that a retry sends it only to those who have not. Of the latest runs.
private final class AcceptedMails: Sendable {
    private let users = Mutex<[Int64: Set<String>]>([:])

    func contains(_ user: String, of run: Int64) -> Bool { users.withLock { $0[run]?.contains(user) ?? false } }

    func insert(_ user: String, of run: Int64) {
        users.withLock { users in
            users[run, default: []].insert(user)
            if users.count > 50, let oldest = users.keys.min() { users[oldest] = nil }
        }
    }
}
