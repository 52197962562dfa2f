import Testing

@testable import followupctl

@Suite("Where followupctl looks for the daemon")
struct SocketPathsTests {
    @Test("is where a daemon started by hand puts its socket, with and without a runtime directory")
    func places() {
        func candidates(_ environment: [String: String]) -> [String] {
            SocketPaths.candidates(option: nil) { environment[$0] }
        }
        #expect(
            candidates(["HOME": "/home/ana"]) == ["/run/followupd/control", "/home/ana/.local/state/followupd/control"])
        #expect(
            candidates(["HOME": "/h", "XDG_RUNTIME_DIR": "/run/user/1", "XDG_STATE_HOME": "/s"])
                == ["/run/followupd/control", "/run/user/1/followupd/control", "/s/followupd/control"])
        #expect(candidates(["FOLLOWUPD_SOCKET": "/x", "HOME": "/h"]) == ["/x"])
        #expect(SocketPaths.candidates(option: "/y") { _ in "/x" } == ["/y"])
    }
}
