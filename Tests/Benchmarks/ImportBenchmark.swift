import Foundation
import TestKit

/// Customers from a CSV file through the socket, as an administrator does it, against SQLite's own `.import` as it comes, into an indexed table of
/// the same columns, durable all the same.
struct ImportBenchmark {
    let customers: Int
    let rounds: Int

    func run(_ report: Report) async throws {
        let folder = NSTemporaryDirectory() + "followupd-import-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = "\(folder)/customers.csv"
        try writeCSV(to: file)
        var measured: [Double] = []
        var baseline: [Double] = []
        var memory = 0.0
        for _ in 0..<rounds {
            baseline.append(try await plainSeconds(file, folder))
            let (seconds, most) = try await daemonSeconds(file)
            measured.append(seconds)
            memory = max(memory, most)
        }
        report.add(
            Finding(
                "import of a CSV file", customers: customers, .seconds, Spread(measured), baseline: Spread(baseline),
                bar: .ratio(8)))
        report.add(
            Finding("resident memory, most in an import", customers: customers, .megabytes, Spread(memory)))
        try FileManager.default.removeItem(atPath: folder)
    }

    private func writeCSV(to path: String) throws {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        guard let handle = FileHandle(forWritingAtPath: path) else {
            throw BenchmarkError("\(path) cannot be written.")
        }
        try handle.write(contentsOf: Data("number,name,email,phone,city,owner\n".utf8))
        for start in stride(from: 1, through: customers, by: 10_000) {
            let rows = (start..<min(start + 10_000, customers + 1)).map { index in
                "N\(index),Customer \(index),c\(index)@example.com,+49 30 \(index),City \(index % 1_000),ana\n"
            }
            try handle.write(contentsOf: Data(rows.joined().utf8))
        }
        try handle.close()
    }

    private func daemonSeconds(_ file: String) async throws -> (seconds: Double, memory: Double) {
        let office = try await BenchmarkOffice.make(customers: 0, due: 0, now: present())
        defer { try? office.remove() }
        return try await office.withDaemon { daemon in
            let start = ContinuousClock.now
            let command = try ChildProcess(
                [BuiltProducts.executable("followupctl"), "customer", "import", file],
                environment: ["FOLLOWUPD_SOCKET": daemon.socketPath])
            var most = 0.0
            while command.exitStatus() == nil {
                most = max(most, try daemon.memory())
                try await Task.sleep(for: .milliseconds(20))
            }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let count = try await daemon.number("SELECT count(*) FROM customer")
            guard command.exitStatus() == 0, count == customers else {
                throw BenchmarkError("The import took \(count) of \(customers) rows.")
            }
            return (seconds, most)
        }
    }

    private func plainSeconds(_ file: String, _ folder: String) async throws -> Double {
        let database = "\(folder)/plain.sqlite"
        let start = ContinuousClock.now
        let result = try await TestKit.run(
            ["sqlite3", database],
            input: """
                PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
                CREATE TABLE customer (number TEXT NOT NULL UNIQUE, name TEXT, email TEXT, phone TEXT, city TEXT, owner TEXT);
                CREATE INDEX customerName ON customer (name);
                CREATE INDEX customerEmail ON customer (email);
                CREATE INDEX customerPhone ON customer (phone);
                CREATE INDEX customerCity ON customer (city);
                CREATE INDEX customerOwner ON customer (owner);
                .import --csv --skip 1 \(file) customer
                """, patience: .seconds(3_600))
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        guard result.exit == 0 else { throw BenchmarkError("sqlite3: \(result.errors)") }
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database + suffix) }
        return seconds
    }
}
