import ArgumentParser
import ControlAPI
import FoundationEssentials

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the database, in use as it is, into a file.",
        discussion: """
            The daemon reads the copy through before it sends it, and the file takes its place only when it is complete; another of that name is \
            replaced. It holds all there is of your customers: nobody but you can read it. `job list` has the backups that are made by themselves. \
            followupd --restore FILE puts one to work again.

            Examples:
              followupctl backup /srv/copies/followupd-$(date +%F).sqlite
            """)

    @Argument(help: "Where the copy goes.")
    var file: String

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        var size: Int64?
        var received: Int64 = 0
        try await OutputFile.replace(file) { output in
            for try await reply in try daemon.stream(ServiceMethods.Backup.self, Nothing()) {
                if let announced = reply.size { size = announced }
                guard let text = reply.data else { continue }
                guard let data = Data(base64Encoded: text) else {
                    throw Failure("The daemon sent a part that cannot be read; use the followupctl that came with it.")
                }
                received += Int64(data.count)
                try output.write(data)
            }
            guard received == size else { throw Failure("The copy came in part only; run the command again.") }
        }
        try options.show(
            Outcome(
                "\(file) is a whole copy, \(Amounts.bytes(received)).",
                ["file": .text(file), "bytes": .number(received)]))
    }
}
