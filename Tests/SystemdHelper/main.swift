// What the tests run in processes of its own: without arguments it stands in for the daemon.

import Glibc

let words = CommandLine.arguments.dropFirst()
switch words.first {
case nil:
    do {
        try StandInDaemon.run()
    } catch {
        complain("\(error)")
        exit(1)
    }
case "notify": notify(Array(words.dropFirst()))
case "inherited-socket": describeInheritedSocket(named: words.last ?? "")
case "journal": logOneEvent()
case "ask": ask(Array(words.dropFirst()))
default:
    complain("unknown: \(words)")
    exit(2)
}
