import ControlAPI
import TestKit
import Testing
import Varlink

/// What an administrator does with the service, under a real systemd: restarts, instances, credentials, failures.
@Suite(.enabled(if: Container.isExpectedToBoot, "\(Container.whyNot)"))
struct OperationsTests {
    private static let files =
        Container.File.service(running: "followupd")
        + [.init("bin/followupctl", from: BuiltProducts.executable("followupctl"))]

    private static func example(_ name: String) throws -> String {
        try readFile(PackageFiles.path("Deploy/examples/\(name)"))
    }

    @Test("Clients that call in a loop across restarts wait, and none sees an error")
    func restarts() async throws {
        try await Container.withBooted(files: Self.files) { container in
            // Restarts of an administrator's are no failures.
            try await container.addDropIn("[Unit]\nStartLimitIntervalSec=0\n")
            try await container.succeed("followupctl", "status", "add", "P", "Prospect", "--initial")
            let loop = """
                for i in $(seq 40); do
                    followupctl customer add "Customer $1-$i" --number "$1-$i" >/dev/null 2>>/run/errors-$1 || echo "exit $?" >>/run/errors-$1
                done
                echo done >/run/done-$1
                """
            for client in ["1", "2", "3"] {
                try await container.succeed(
                    "systemd-run", "--unit=client-\(client)", "--collect", "sh", "-c", loop, "sh", client)
            }
            var restarts = 0
            _ = try await poll(for: "the end of the clients", patience: .seconds(120)) { () -> Bool? in
                try await container.succeed("systemctl", "restart", "followupd.service")
                restarts += 1
                return try await container.run([
                    "test", "-e", "/run/done-1", "-a", "-e", "/run/done-2", "-a", "-e", "/run/done-3",
                ]).exit == 0
                    ? true : nil
            }
            #expect(restarts > 2)
            #expect(try await container.succeed("sh", "-c", "cat /run/errors-*") == "", "after \(restarts) restarts")
            #expect(try await container.call(ServiceMethods.GetHealth.self, Nothing()).health.customers == 120)
        }
    }

    @Test("Each instance has its own state, socket, configuration, user and slice, and reaches no other's state")
    func instances() async throws {
        try await Container.withBooted(files: Self.files) { container in
            try await container.write("scan:\n  stormThreshold: 77\n", to: "/etc/followupd-acme/followupd.conf")
            for name in ["acme", "other"] {
                try await container.succeed(
                    "systemctl", "start", "followupd@\(name).socket", "followupd@\(name).service")
                try await container.succeed(
                    "followupctl", "status", "add", "P", name, "--initial", "--socket", "/run/followupd-\(name)/control"
                )
                #expect(
                    try await container.property("Slice", of: "followupd@\(name).service") == "followupd-\(name).slice")
            }
            func names(_ instance: String) async throws -> String {
                try await container.succeed(
                    "followupctl", "status", "list", "--csv", "--socket", "/run/followupd-\(instance)/control")
            }
            #expect(try await names("acme").contains("acme"))
            #expect(try await names("other").contains("acme") == false)
            var users: [String] = []
            for name in ["acme", "other"] {
                let process = try await container.property("MainPID", of: "followupd@\(name).service")
                users.append(try await container.succeed("stat", "--format=%u", "/proc/\(process)"))
            }
            #expect(Set(users).count == 2 && !users.contains("0"))
            let modes = try await container.succeed(
                "stat", "--format=%a", "/var/lib/private", "/var/lib/private/followupd-acme")
            #expect(modes == "700\n700")
            // It read its own configuration, and none other's.
            for (name, count) in [("acme", "1"), ("other", "0")] {
                let process = try await container.property("MainPID", of: "followupd@\(name).service")
                let environment = try await container.succeed(
                    "sh", "-c",
                    "tr '\\0' '\\n' </proc/\(process)/environ | grep -c CONFIGURATION_DIRECTORY=/etc/followupd-acme$ || true"
                )
                #expect(environment == count)
            }
            try await container.succeed("systemctl", "stop", "followupd@acme.service")
            // A call starts it again, with its customers' rules.
            #expect(try await names("acme").contains("acme"))
        }
    }

    @Test("The example for figures lets the service write them where node_exporter reads, and nowhere else")
    func metricsExample() async throws {
        try await Container.withBooted(files: Self.files) { container in
            try await container.addDropIn(try Self.example("metrics.conf"), name: "metrics")
            try await container.write(
                "metrics:\n  file: /var/lib/followupd-metrics/followupd.prom\n", to: "/etc/followupd/followupd.conf")
            try await container.succeed("systemctl", "daemon-reload")
            try await container.succeed("systemctl", "restart", "followupd.service")
            _ = try await poll(for: "the figures") {
                try await container.run(["test", "-s", "/var/lib/followupd-metrics/followupd.prom"]).exit == 0
                    ? true : nil
            }
            let modes = try await container.succeed(
                "stat", "--format=%a", "/var/lib/followupd-metrics", "/var/lib/followupd-metrics/followupd.prom")
            #expect(modes == "755\n644")
            #expect(try await container.call(ServiceMethods.GetHealth.self, Nothing()).health.state == "ok")
        }
    }

    @Test("A secret comes as a credential, and a service that has failed for good tells somebody")
    func credentialsAndFailure() async throws {
        try await withTemporaryDirectory { directory in
            let sendmail = directory.path + "/sendmail"
            try writeFile("#!/bin/sh\ncat >/run/mail\n", to: sendmail)
            try await runSuccessfully(["chmod", "0755", sendmail])
            let files = Self.files + [.init("sbin/sendmail", from: sendmail)]
            try await Container.withBooted(files: files) { container in
                for name in ["credentials", "on-failure", "network"] {
                    try await container.addDropIn(try Self.example("\(name).conf"), name: name)
                }
                try await container.write(
                    try Self.example("followupd-failed@.service"), to: "/etc/systemd/system/followupd-failed@.service")
                try await container.write("s3cret\n", to: "/etc/followupd/webhook.secret")
                try await container.succeed("chmod", "0600", "/etc/followupd/webhook.secret")
                try await container.write(
                    "webhook:\n  url: https://hooks.example.com/\n  secretFile: webhook-secret\n",
                    to: "/etc/followupd/followupd.conf")
                try await container.succeed("systemctl", "daemon-reload")
                try await container.succeed("systemctl", "restart", "followupd.service")
                try await container.call(ServiceMethods.Ping.self, Nothing())
                let journal = try await container.succeed("journalctl", "--no-pager", "-o", "export", "-u", "followupd")
                #expect(!journal.contains("s3cret"))

                try await container.write("scan: [", to: "/etc/followupd/followupd.conf")
                #expect(try await container.run(["systemctl", "restart", "followupd.service"]).exit != 0)
                let mail = try await poll(for: "the mail") {
                    let mail = try await container.run(["cat", "/run/mail"])
                    return mail.exit == 0 && mail.output.contains("cannot be read as YAML") ? mail.output : nil
                }
                #expect(mail.contains("Subject: followupd.service has failed"))
                // The first one had stopped in good order, its connections too.
                let all = try await container.succeed("journalctl", "--no-pager", "-u", "followupd")
                #expect(!all.contains("Fatal error"))
                #expect(try await container.property("NRestarts", of: "followupd.service") == "0")
            }
        }
    }

    @Test("A database of the first schema is brought to the newest at the start, and the journal tells of it")
    func migration() async throws {
        try await withTemporaryDirectory { directory in
            let packed = PackageFiles.path("Tests/StoreTests/Fixtures/schema-1.sqlite.gz")
            try await runSuccessfully(["cp", packed, directory.path + "/old.gz"])
            let files = Self.files + [.init("share/old.gz", from: directory.path + "/old.gz")]
            try await Container.withBooted(files: files) { container in
                try await container.succeed("systemctl", "stop", "followupd.socket", "followupd.service")
                try await container.succeed(
                    "sh", "-c",
                    "rm -f /var/lib/followupd/followupd.sqlite*; gzip -dc /usr/share/old.gz >/var/lib/followupd/followupd.sqlite; chown _followupd: /var/lib/followupd/followupd.sqlite"
                )
                try await container.succeed("systemctl", "start", "followupd.socket", "followupd.service")
                let entry = try await container.journalEntry("MESSAGE_ID=\(messageID(ofEvent: "schema-migrated"))")
                #expect(entry["FOLLOWUPD_SCHEMA"] == "3")
                #expect(try await container.call(ServiceMethods.GetHealth.self, Nothing()).health.customers == 42)
            }
        }
    }
}
