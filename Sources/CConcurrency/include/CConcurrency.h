#ifndef C_CONCURRENCY_H
#define C_CONCURRENCY_H

/// Has every job that Swift's runtime would give to its global executor handed to `take` instead, for the rest of the
/// process's life. `job` is an `UnownedJob`.
void concurrency_take_global_jobs(void *context, void (*take)(void *context, void *job));

#endif
