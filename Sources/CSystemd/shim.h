#ifndef CSYSTEMD_SHIM_H
#define CSYSTEMD_SHIM_H

#include <malloc.h>
#include <sys/timerfd.h>
#include <systemd/sd-daemon.h>

/* glibc declares environ under _GNU_SOURCE only, and a global variable is refused by Swift 6 as not concurrency-safe.
   The function returns the table as it is at the call: it must not run beside setenv(3). */
extern char **environ;

static inline char **csystemd_environment(void) {
    return environ;
}

#endif
