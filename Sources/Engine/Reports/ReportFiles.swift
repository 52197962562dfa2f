import Delivery
import Domain
import FoundationEssentials
import Glibc
import Store

/// The pages that report jobs write: one file a job, which the next run replaces.
struct ReportFiles: Sendable {
    /// Where pages go that name no directory.
    let standard: String

    func path(of job: JobSpecification) -> String {
        "\(job.options["directory"] ?? standard)/\(job.code).html"
    }

    /// Removes pages, since they may name a customer who has been erased; the next run of their jobs writes them anew.
    /// - Throws: `JobError` where one cannot be removed.
    func removeAll(of jobs: [JobSpecification]) throws {
        // Also those of jobs that have been removed since.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: standard)) ?? []
        var paths = Set(names.filter { $0.hasSuffix(".html") }.map { "\(standard)/\($0)" })
        paths.formUnion(jobs.filter { $0.kind == .report }.map(path))
        for path in paths.sorted() where unlink(path) != 0 && errno != ENOENT {
            throw JobError("\(path) cannot be removed: \(String(cString: strerror(errno)))")
        }
    }
}
