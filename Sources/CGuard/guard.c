// A child between its fork and its execve may do little, and Swift cannot promise to do no more: so this is C. It calls
// nothing that takes a lock or memory (signal-safety(7)).
#define _GNU_SOURCE
#include "CGuard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { report_at = 3, control_at = 4, input_at = 5, output_at = 6, error_at = 7 };

static void tell(int step) {
    struct guard_end end = {.failed_step = step, .error = errno};
    if (write(report_at, &end, sizeof end) < 0) {}
    _exit(127);
}

static int limit(int resource, unsigned long long most, unsigned long long grace) {
    struct rlimit now;
    if (getrlimit(resource, &now) != 0) return -1;
    // A limit that stands already is never raised.
    rlim_t top = now.rlim_max < most + grace ? now.rlim_max : (rlim_t)(most + grace);
    struct rlimit new = {top < most ? top : (rlim_t)most, top};
    return setrlimit(resource, &new);
}

static void become(const struct guard_program *program, pid_t guard) {
    setpgid(0, 0);
    // Should the guard itself be killed, nobody would end the program.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != guard) _exit(127);
    dup2(input_at, 0);
    dup2(output_at, 1);
    dup2(error_at, 2);
    for (int number = 1; number < 65; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (chdir(program->directory) != 0) tell(guard_step_directory);
    umask(077);
    // Processor time has a second of grace, so that SIGXCPU tells what happened before SIGKILL ends it.
    if (limit(RLIMIT_CORE, 0, 0) != 0 || limit(RLIMIT_CPU, program->cpu_seconds, 1) != 0
        || limit(RLIMIT_FSIZE, program->file_bytes, 0) != 0 || limit(RLIMIT_NPROC, program->processes, 0) != 0
        || limit(RLIMIT_AS, program->memory_bytes, 0) != 0 || limit(RLIMIT_NOFILE, program->open_files, 0) != 0)
        tell(guard_step_limits);
    execve(program->path, program->arguments, program->environment);
    tell(guard_step_exec);
}

/// Sends SIGKILL to every child of this process. Orphans of the program are such children: see the subreaper.
static void kill_children(void) {
    int file = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    char buffer[4096];
    pid_t number = 0;
    for (ssize_t count; (count = read(file, buffer, sizeof buffer)) > 0;)
        for (ssize_t index = 0; index < count; index++) {
            if (buffer[index] >= '0' && buffer[index] <= '9') {
                number = number * 10 + (buffer[index] - '0');
            } else if (number > 1) {
                kill(number, SIGKILL);
                number = 0;
            }
        }
    if (number > 1) kill(number, SIGKILL);
    close(file);
}

/// Ends all that descends from the program, until there is nobody left, and returns how the program itself ended.
static void sweep(pid_t program, struct guard_end *end) {
    // The kernel signals a group at once: no fork slips through. Unreaped, the program keeps the group's number.
    kill(-program, SIGKILL);
    for (;;) {
        kill_children();
        int status;
        pid_t child;
        while ((child = waitpid(-1, &status, WNOHANG)) > 0)
            if (child == program) end->status = status;
        if (child < 0 && errno == ECHILD) return;
        struct timespec moment = {0, 2000000};
        nanosleep(&moment, NULL);
    }
}

/// Whether the program is over; it is not reaped. Orphans are.
static int is_over(pid_t program) {
    for (;;) {
        siginfo_t info;
        info.si_pid = 0;
        if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0) return errno != EINTR;
        if (info.si_pid == 0) return 0;
        if (info.si_pid == program) return 1;
        waitpid(info.si_pid, NULL, WNOHANG);
    }
}

static void nothing(int number) { (void)number; }

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static void watch(const struct guard_program *program) {
    // A session of its own: a signal to the group that started it does not end the guard before its work is done.
    setsid();
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    prctl(PR_SET_NAME, "klyfta-guard");
    for (int number = 1; number < 65; number++) signal(number, number == SIGPIPE ? SIG_IGN : SIG_DFL);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = nothing;
    sigaction(SIGCHLD, &action, NULL);
    sigset_t children, open_mask;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_SETMASK, &children, NULL);
    sigemptyset(&open_mask);

    // All five out of the way first, so that none of them is overwritten before it has moved; no further than needed, for
    // there may be few descriptors.
    int given[] = {program->report, program->control, program->input, program->output, program->error};
    for (int index = 0; index < 5; index++)
        if ((given[index] = fcntl(given[index], F_DUPFD_CLOEXEC, error_at + 1)) < 0) _exit(126);
    for (int index = 0; index < 5; index++)
        if (dup3(given[index], report_at + index, O_CLOEXEC) < 0) _exit(126);
    close_range(error_at + 1, ~0U, 0);

    pid_t guard = getpid();
    pid_t child = fork();
    if (child < 0) tell(guard_step_fork);
    if (child == 0) become(program, guard);
    setpgid(child, child);
    // With these open, nobody would ever see the program's output end.
    for (int descriptor = input_at; descriptor <= error_at; descriptor++) close(descriptor);
    for (int descriptor = 0; descriptor <= 2; descriptor++) close(descriptor);

    struct guard_end end = {0};
    long long last = now() + program->milliseconds;
    while (!is_over(child)) {
        long long left = last - now();
        if (left <= 0) {
            end.is_late = 1;
            break;
        }
        struct pollfd control = {.fd = control_at, .events = POLLIN};
        struct timespec wait = {left / 1000, left % 1000 * 1000000};
        if (ppoll(&control, 1, &wait, &open_mask) > 0) break;
    }
    sweep(child, &end);
    if (write(report_at, &end, sizeof end) < 0) {}
    _exit(0);
}

pid_t guard_start(const struct guard_program *program) {
    sigset_t all, before;
    // No handler of this process may run in the child.
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    pid_t guard = fork();
    if (guard == 0) watch(program);
    int code = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = code;
    return guard;
}
