#include "CConcurrency.h"

// The hook has Swift's calling convention, which Swift itself cannot write down; so here is what stands between.
typedef __attribute__((swiftcall)) void (*Original)(void *job);
extern __attribute__((swiftcall)) void (*swift_task_enqueueGlobal_hook)(void *job, Original original);

static void *receiver;
static void (*receive)(void *context, void *job);

static __attribute__((swiftcall)) void take_global_job(void *job, Original original) {
    (void)original;
    receive(receiver, job);
}

void concurrency_take_global_jobs(void *context, void (*take)(void *context, void *job)) {
    receiver = context;
    receive = take;
    swift_task_enqueueGlobal_hook = take_global_job;
}
