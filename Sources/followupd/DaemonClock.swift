import Engine
import Glibc
import Systemd

/// The clock that the daemon goes by: the system's, but for test builds that are given another.
enum DaemonClock {
    static func make() -> any WallClock {
        #if FAILPOINTS
            if let path = getenv("FOLLOWUPD_TEST_CLOCK") { return ShiftedClock(file: String(cString: path)) }
        #endif
        return SystemClock()
    }
}
