#ifndef CGUARD_H
#define CGUARD_H

#include <sys/types.h>

/// A program to start, and what it may take. Limits are those of setrlimit(2).
struct guard_program {
    const char *path;
    char *const *arguments;
    char *const *environment;
    const char *directory;
    /// Its standard input, output and error.
    int input, output, error;
    /// Closed at its other end, everything is ended: by whoever wants that, or by their death.
    int control;
    /// Where the guard tells the end: one struct guard_end.
    int report;
    unsigned long long memory_bytes, cpu_seconds, file_bytes, processes, open_files;
    /// For how long it may run; beyond, everything is ended.
    int milliseconds;
};

/// How it ended.
struct guard_end {
    /// A step of guard_steps in which it could not be started, or 0.
    int failed_step;
    /// The errno of that step.
    int error;
    /// As of waitpid(2), where it was started.
    int status;
    /// Whether it was ended because its time was over.
    int is_late;
};

enum guard_steps { guard_step_none, guard_step_fork, guard_step_directory, guard_step_limits, guard_step_exec };

/// Starts a guard, which starts the program in a process group of its own, waits for its end, and then ends all that
/// descends from it. Returns the guard's process id, or -1 with errno.
pid_t guard_start(const struct guard_program *program);

#endif
