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

    /// Removes pages, since they may name a customer who has been erased; the next run of their jobs writes them anew.
    /// - Throws: `JobError` where one cannot be removed.
    func removeAll(of jobs: [JobSpecification]) throws {
        // Also those of jobs that have been removed since.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: standard)) ?? []
        var paths = Set(
            names.filter { $0.hasSuffix(".html") || $0.hasSuffix(".html\(JobDirectory.unfinished)") }
                .map { "\(standard)/\($0)" })
        paths.formUnion(jobs.filter { $0.kind == .report }.map { "\(folder($0))/\(name($0))" })
        for path in paths.sorted() where unlink(path) != 0 && errno != ENOENT {
            throw JobError("\(path) cannot be removed: \(JobError.system)")
        }
    }

    private func folder(_ job: JobSpecification) -> String { job.options["directory"] ?? standard }

    private func name(_ job: JobSpecification) -> String { "\(job.code).html" }
}
