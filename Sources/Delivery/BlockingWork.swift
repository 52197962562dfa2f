import Glibc

/// Runs `work` on a thread of its own and waits for it, cancelled or not.
///
/// For calls that may block for as long as a disk or a file server likes (fsync): on the concurrency pool, which has
/// one thread per core, a few of them would stop the whole daemon. Making a thread costs far less than an fsync.
public func runBlocking<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        let job = Unmanaged.passRetained(ThreadJob { continuation.resume(returning: work()) })
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))
        defer { pthread_attr_destroy(&attributes) }

        var thread = pthread_t()
        let made = pthread_create(
            &thread, &attributes,
            { context in
                if let context { Unmanaged<ThreadJob>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, job.toOpaque())
        // Out of threads: better to block here than not to do it.
        if made != 0 { job.takeRetainedValue().run() }
    }
}

private final class ThreadJob: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}
