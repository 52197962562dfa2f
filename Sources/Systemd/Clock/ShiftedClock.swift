#if FAILPOINTS
    import Dispatch
    import Domain
    import Engine
    import Glibc
    import Synchronization

    /// The system's clock moved by as many milliseconds as a file says, so that a test can set the time of one daemon and of nothing else. In debug
    /// builds only.
    ///
    /// The file is looked at a hundred times a second; a change rings every alarm as a clock that was set does.
    public final class ShiftedClock: WallClock {
        private let system = SystemClock()
        private let path: String
        private let shift: Mutex<Int64>
        private let alarms = Mutex<[ObjectIdentifier: ShiftedAlarm]>([:])
        // Dispatch objects are thread-safe (dispatch_object(3)); Swift's module for Linux does not say so.
        nonisolated(unsafe) private let timer: any DispatchSourceTimer

        public init(file path: String) {
            self.path = path
            shift = Mutex(Self.read(path) ?? 0)
            timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "followupd.test-clock"))
            timer.schedule(deadline: .now(), repeating: .milliseconds(10))
            timer.setEventHandler { [weak self] in self?.look() }
            timer.activate()
        }

        public func now() -> Timestamp { system.now().adding(milliseconds: shift.withLock { $0 }) }

        public func upTime() -> Int64 { system.upTime() }

        public func makeAlarm(_ ring: @escaping @Sendable (AlarmReason) -> Void) throws -> any Alarm {
            let alarm = ShiftedAlarm(try system.makeAlarm(ring), clock: self, ring: ring)
            alarms.withLock { $0[ObjectIdentifier(alarm)] = alarm }
            return alarm
        }

        fileprivate var milliseconds: Int64 { shift.withLock { $0 } }

        fileprivate func forget(_ alarm: ShiftedAlarm) {
            alarms.withLock { $0[ObjectIdentifier(alarm)] = nil }
        }

        private func look() {
            guard let new = Self.read(path) else { return }
            let isChanged = shift.withLock { shift in
                defer { shift = new }
                return shift != new
            }
            guard isChanged else { return }
            for alarm in alarms.withLock({ Array($0.values) }) { alarm.clockWasSet() }
        }

        private static func read(_ path: String) -> Int64? {
            guard let file = fopen(path, "re") else { return nil }
            defer { fclose(file) }
            var text = [CChar](repeating: 0, count: 32)
            guard fgets(&text, Int32(text.count), file) != nil else { return nil }
            return text.withUnsafeBufferPointer { $0.baseAddress.map(atoll) }
        }
    }

    /// An alarm of the system's clock, set for the same instant of the shifted one.
    private final class ShiftedAlarm: Alarm {
        private let alarm: any Alarm
        private let clock: ShiftedClock
        private let ring: @Sendable (AlarmReason) -> Void
        private let deadline = Mutex<Timestamp?>(nil)

        init(_ alarm: any Alarm, clock: ShiftedClock, ring: @escaping @Sendable (AlarmReason) -> Void) {
            self.alarm = alarm
            self.clock = clock
            self.ring = ring
        }

        func set(_ deadline: Timestamp?) {
            self.deadline.withLock {
                $0 = deadline
                alarm.set(deadline?.adding(milliseconds: -clock.milliseconds))
            }
        }

        func cancel() {
            clock.forget(self)
            alarm.cancel()
        }

        func clockWasSet() {
            deadline.withLock { alarm.set($0?.adding(milliseconds: -clock.milliseconds)) }
            ring(.clockStepped)
        }
    }
#endif
