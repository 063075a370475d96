// The kernel's own timers for a program under libfaketime. Version 0.9.10 takes every absolute time of a timerfd for a time of
// day: after a jump by two days a timer of the monotonic clock is set two days off, whatever FAKETIME_DONT_FAKE_MONOTONIC= says,
// and a program that sleeps by such timers, as libdispatch does, sleeps on. Preloaded before it, this is found first.
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

int timerfd_settime(int fd, int flags, const struct itimerspec *value, struct itimerspec *old) {
    return (int)syscall(SYS_timerfd_settime, fd, flags, value, old);
}

int timerfd_gettime(int fd, struct itimerspec *value) { return (int)syscall(SYS_timerfd_gettime, fd, value); }
