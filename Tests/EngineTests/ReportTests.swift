import Delivery
import Domain
import FoundationEssentials
import Store
import TestKit
import Testing

@testable import Engine

@Suite("The report as a page")
struct ReportTests {
    private static let nasty = "</td><script>document.title='hacked'</script><img src=x onerror=alert(1)>&"

    private func page() async throws -> String {
        let office = try await Office.ruled([
            try rule("mail", [.when: "1 day after entered", .every: "1 week", .template: "hello"]),
            try rule("task", [.when: "overdue", .task: "Call {{customer.name}}"]),
        ])
        for number in 1...25 {
            try await office.add("\(number)", number == 7 ? [.name: Self.nasty] : [:])
        }
        let now: Timestamp = "2026-03-12T10:00:00+01:00"
        try await Bench(office).scan(at: now)
        let forecaster = Forecaster(store: office.store, maker: FollowUpMaker(renderer: TemplateRenderer()), cap: nil)
        return try await OfficeReporter(store: office.store, forecaster: forecaster).page(
            for: "root", days: 30, now: now)
    }

    @Test("needs nothing from elsewhere, and lets no customer's name become more than text")
    func selfContained() async throws {
        let html = try await page()
        for word in ["http://", "https://", "<script", "<link", "<img", "@import", "url(", "javascript:", "src="] {
            #expect(!html.replacing("src=x", with: "").contains(word), "\(word)")
        }
        #expect(html.contains("&lt;script&gt;") && html.contains("<svg"))
        #expect(
            html.contains("25 overdue") && html.contains("prefers-color-scheme: dark") && html.contains("@media print"))
    }

    /// Chromium is what people will look at it with; where it is missing, CI fails.
    @Test("loads in headless Chromium as one well-formed page, and prints")
    func chromium() async throws {
        let known: [String] = ["/usr/bin/chromium", "/usr/bin/google-chrome"]
        guard let browser = known.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            if ProcessInfo.processInfo.environment["CI"] != nil {
                Issue.record("chromium is not installed; ./Deploy/test installs it")
            }
            return
        }
        let folder = try TemporaryDirectory()
        try folder.write(try await page(), to: "page.html")
        let common = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--user-data-dir=\(folder.path)/profile", "--enable-logging=stderr",
        ]
        let environment = ["HOME": folder.path]
        let dom = try await run(common + ["--dump-dom", "file://\(folder.path)/page.html"], environment: environment)
        #expect(dom.exit == 0, "\(dom.errors)")
        #expect(dom.output.contains("<title>The office at a glance, 2026-03-12</title>"), "a name became a script")
        #expect(dom.output.count { $0 == "<" } > 200 && dom.output.contains("</svg>"))
        #expect(!dom.errors.contains("CONSOLE"), "\(dom.errors)")
        let print = try await run(
            common + ["--print-to-pdf=\(folder.path)/page.pdf", "file://\(folder.path)/page.html"],
            environment: environment)
        #expect(print.exit == 0)
        let size = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/page.pdf")[.size] as? Int
        #expect((size ?? 0) > 10_000)
    }
}
