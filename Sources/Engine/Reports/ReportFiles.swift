import Delivery
import Domain
import FoundationEssentials
import Glibc

/// The pages that report jobs write: one file a job, which the next run replaces.
struct ReportFiles: Sendable {
    /// Where pages go that name no directory.
    let standard: String

    /// - Returns: the path of the page.
    func write(_ page: String, of job: JobSpecification) async throws -> String {
        let directory = try JobDirectory(folder(job))
        try await directory.write(name(job)) { path in
            do {
                try Data(page.utf8).write(to: URL(filePath: path))
            } catch {
                throw JobError("\(path) cannot be written: \(error)")
            }
        }
        return "\(directory.path)/\(name(job))"
    }

    /// Removes the page of a job, since it may name a customer who has been erased, or nobody makes it anew any more.
    /// - Throws: `JobError` where it cannot be removed.
    func remove(of job: JobSpecification) async throws {
        guard job.kind == .report, job.options["to"] == nil else { return }
        let folder = folder(job)
        let names = [name(job), ".\(name(job))\(JobDirectory.unfinished)"]
        let problem = await runBlocking { () -> JobError? in
            for name in names where unlink("\(folder)/\(name)") != 0 && ![ENOENT, ENOTDIR].contains(errno) {
                return JobError("\(folder)/\(name) cannot be removed: \(JobError.system)")
            }
            return nil
        }
        if let problem { throw problem }
    }

    private func folder(_ job: JobSpecification) -> String { job.options["directory"] ?? standard }

    private func name(_ job: JobSpecification) -> String { "\(job.code).html" }
}
