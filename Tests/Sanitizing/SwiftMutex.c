// Tells the thread sanitizer of Swift's Mutex, whose slow paths lie in a library of the toolchain that is not instrumented: without this,
// what one thread did under a lock that was contended looks like a race to the next. Loaded before that library (LD_PRELOAD) by
// Deploy/test --sanitize thread; does nothing in programs without the sanitizer.
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

SWIFT void lock(uint32_t thread, SELF) __asm__(LOCK);
SWIFT bool try_lock(SELF) __asm__(TRY_LOCK);
SWIFT void unlock(SELF) __asm__(UNLOCK);

static SWIFT void (*next_lock)(uint32_t thread, SELF);
static SWIFT bool (*next_try_lock)(SELF);
static SWIFT void (*next_unlock)(SELF);

__attribute__((constructor)) static void find_next(void) {
    next_lock = (SWIFT void (*)(uint32_t, SELF))dlsym(RTLD_NEXT, LOCK);
    next_try_lock = (SWIFT bool (*)(SELF))dlsym(RTLD_NEXT, TRY_LOCK);
    next_unlock = (SWIFT void (*)(SELF))dlsym(RTLD_NEXT, UNLOCK);
    // A program without Swift's library has none of them, and needs none. One with only some is of a toolchain that names them otherwise.
    bool has_library = dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleVMn") != NULL;
    if (has_library && !(next_lock && next_try_lock && next_unlock)) {
        fprintf(stderr, "SwiftMutex.c: this toolchain's Mutex has other names; look them up with nm -D libswiftSynchronization.so.\n");
        abort();
    }
}

SWIFT void lock(uint32_t thread, SELF) {
    next_lock(thread, self);
    if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT bool try_lock(SELF) {
    bool is_locked = next_try_lock(self);
    if (is_locked && __tsan_acquire) __tsan_acquire(self);
    return is_locked;
}

SWIFT void unlock(SELF) {
    if (__tsan_release) __tsan_release(self);
    next_unlock(self);
}
