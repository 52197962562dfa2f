#if FAILPOINTS
    import Glibc
    import Synchronization

    /// A named point at which a test build can be made to die or to hang, to prove what a crash there does. Compiled into debug builds only.
    ///
    /// `FOLLOWUPD_FAILPOINT=NAME:kill[:N]` ends the process as kill -9 would when NAME is reached the Nth time; `NAME:wedge` hangs there.
    public enum Failpoint {
        private static let plan: (name: String, action: String, count: Int)? = {
            guard let value = getenv("FOLLOWUPD_FAILPOINT").map({ String(cString: $0) }) else { return nil }
            let parts = value.split(separator: ":").map(String.init)
            guard parts.count >= 2 else { return nil }
            return (parts[0], parts[1], parts.count > 2 ? Int(parts[2]) ?? 1 : 1)
        }()
        private static let reached = Atomic<Int>(0)

        public static func reach(_ name: String) {
            guard let plan, plan.name == name else { return }
            let count = reached.add(1, ordering: .relaxed).newValue
            if plan.action == "kill", count == plan.count { kill(getpid(), SIGKILL) }
            if plan.action == "wedge", count >= plan.count { while true { pause() } }
        }
    }
#else
    public enum Failpoint {
        @inlinable public static func reach(_ name: StaticString) {}
    }
#endif
