import ControlAPI
import Domain
import Engine
import FoundationEssentials
import Glibc
import Store

/// Copies of the database that somebody asks for.
struct BackupCalls: Sendable {
    typealias Backup = ServiceMethods.Backup

    let context: ControlContext

    /// Bytes of the file in a reply; in base64 they are a third more.
    private static let part = 3 << 18

    /// The copy is made beside the database, since the service may write nowhere else, and goes to the caller part by part.
    func backUp(
        _ actor: Actor, _ send: @Sendable (Backup.Reply) async throws -> Void
    ) async throws -> Backup.Reply {
        let began = ContinuousClock.now
        try await context.store.noteTaking("backup", .database, by: actor, now: context.now())
        let size = try await context.engine.backups.withCopy(now: context.now()) { path in
            let file = open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { throw Self.unreadable() }
            defer { close(file) }
            let size = lseek(file, 0, SEEK_END)
            guard size > 0, lseek(file, 0, SEEK_SET) == 0 else { throw Self.unreadable() }
            try await send(Backup.Reply(size: Int64(size)))
            var buffer = [UInt8](repeating: 0, count: Self.part)
            while true {
                let count = read(file, &buffer, buffer.count)
                guard count >= 0 else { throw Self.unreadable() }
                if count == 0 { return Int64(size) }
                try await send(Backup.Reply(data: Data(buffer[..<count]).base64EncodedString()))
            }
        }
        context.engine.events.record(
            Event(.backupMade, ["bytes": size, "ms": Self.milliseconds(since: began), "by": actor.name]))
        return Backup.Reply()
    }

    func checkIntegrity(_: Nothing, _ actor: Actor) async throws -> ServiceMethods.CheckIntegrity.Reply {
        let began = ContinuousClock.now
        let findings = try await context.engine.backups.check()
        let isWhole = findings.isEmpty
        context.engine.events.record(
            Event(
                .integrityChecked, level: isWhole ? nil : .error,
                [
                    "outcome": isWhole ? "whole" : "damaged", "problems": findings.count,
                    "ms": Self.milliseconds(since: began), "by": actor.name,
                ]))
        return ServiceMethods.CheckIntegrity.Reply(findings: findings)
    }

    private static func milliseconds(since began: ContinuousClock.Instant) -> Int64 {
        Int64((ContinuousClock.now - began) / .milliseconds(1))
    }

    private static func unreadable() -> StoreError {
        StoreError(.storageFull, "The copy cannot be read back: \(String(cString: strerror(errno))); look at the disk.")
    }
}
