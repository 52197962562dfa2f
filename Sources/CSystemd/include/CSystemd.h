#ifndef CSYSTEMD_H
#define CSYSTEMD_H

#include <stdint.h>
#include <sys/uio.h>

/* The few C calls that Swift's Glibc module or its importer hides. Every function returns -errno on failure. */

/* A non-blocking, close-on-exec timer on CLOCK_REALTIME; see timerfd_create(2). Returns its descriptor. */
int csystemd_timer_create(void);

/*
 * Arms the timer for an absolute time that any discontinuous change of the clock cancels. A time of zero would
 * disarm the timer and with it the notice of such a change, so it is not accepted. -ECANCELED means that the
 * timer is armed and that the clock was set since this timer was last read or armed.
 */
int csystemd_timer_arm(int timer, int64_t seconds, int32_t nanoseconds);

/* 1: expired since it was armed; 0: not yet; -ECANCELED: the clock was set, and the timer must be armed anew. */
int csystemd_timer_read(int timer);

/*
 * The sockets systemd passed, from descriptor 3 on, with close-on-exec set, and their names: an array ended by NULL,
 * to be freed with csystemd_free_names. Removes LISTEN_* from the environment. Returns their number.
 */
int csystemd_listen_fds(char ***names);
void csystemd_free_names(char **names);

/* Sends the state to the service manager. Returns 1 if sent, 0 if there is nobody to tell. */
int csystemd_notify(const char *state);

/* Sends one entry to the journal, each element one FIELD=value, values being any bytes. */
int csystemd_journal_send(const struct iovec *fields, int count);

#endif
