#define _GNU_SOURCE
/* Without this, sd_journal_sendv would add CODE_FILE, CODE_LINE and CODE_FUNC of this file to every entry. */
#define SD_JOURNAL_SUPPRESS_LOCATION

#include "CSystemd.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/timerfd.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

int csystemd_timer_create(void) {
    int timer = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
    return timer < 0 ? -errno : timer;
}

int csystemd_timer_arm(int timer, int64_t seconds, int32_t nanoseconds) {
    struct itimerspec when = {.it_value = {.tv_sec = seconds, .tv_nsec = nanoseconds}};
    if (seconds == 0 && nanoseconds == 0)
        return -EINVAL;
    return timerfd_settime(timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL) < 0 ? -errno : 0;
}

int csystemd_timer_read(int timer) {
    uint64_t expirations;
    for (;;) {
        if (read(timer, &expirations, sizeof expirations) >= 0)
            return 1;
        if (errno == EAGAIN)
            return 0;
        if (errno != EINTR)
            return -errno;
    }
}

int csystemd_listen_fds(char ***names) {
    *names = NULL;
    return sd_listen_fds_with_names(1, names);
}

void csystemd_free_names(char **names) {
    for (char **name = names; name && *name; name++)
        free(*name);
    free(names);
}

int csystemd_notify(const char *state) {
    return sd_notify(0, state);
}

int csystemd_journal_send(const struct iovec *fields, int count) {
    return sd_journal_sendv(fields, count);
}
