/* Preloaded into a program: ends it at its n-th call of a sort, or lets that call fail. strace counts for each thread by
   itself; here all threads count together, so that n = 1, 2, 3 ... comes to every call of a round. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long calls;
static long number;
static int code;
static const char *sort, *mark;

__attribute__((constructor)) static void begin(void) {
    /* The modules that the program starts are not meant. */
    char line[4096];
    int file = syscall(SYS_openat, AT_FDCWD, "/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
    long length = syscall(SYS_read, file, line, sizeof line - 1);
    syscall(SYS_close, file);
    line[length > 0 ? length : 0] = 0;
    if (length <= 0 || strcmp(line + strlen(line) + 1, getenv("NTH_COMMAND"))) return;
    sort = getenv("NTH_CALL");
    mark = getenv("NTH_MARK");
    code = atoi(getenv("NTH_ERROR"));
    number = atol(getenv("NTH_NUMBER"));
}

static int strikes(const char *call) {
    if (number == 0 || strcmp(call, sort) || atomic_fetch_add(&calls, 1) + 1 != number) return 0;
    syscall(SYS_close, syscall(SYS_openat, AT_FDCWD, mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    if (code == 0) syscall(SYS_kill, getpid(), SIGKILL);
    errno = code;
    return 1;
}

#define CALL(type, sort, name, parameters, arguments)     \
    type name parameters {                                \
        static type(*next) parameters;                    \
        if (!next) next = dlsym(RTLD_NEXT, #name);        \
        return strikes(sort) ? -1 : next arguments;       \
    }

CALL(ssize_t, "write", write, (int file, const void *bytes, size_t count), (file, bytes, count))
CALL(ssize_t, "pwrite", pwrite, (int file, const void *bytes, size_t count, off_t at), (file, bytes, count, at))
CALL(ssize_t, "pwrite", pwrite64, (int file, const void *bytes, size_t count, off64_t at), (file, bytes, count, at))
CALL(int, "fdatasync", fdatasync, (int file), (file))
CALL(int, "fsync", fsync, (int file), (file))
CALL(int, "rename", rename, (const char *from, const char *to), (from, to))
CALL(int, "rename", renameat, (int at, const char *from, int other, const char *to), (at, from, other, to))
CALL(int, "ftruncate", ftruncate, (int file, off_t length), (file, length))
CALL(int, "ftruncate", ftruncate64, (int file, off64_t length), (file, length))
CALL(int, "unlink", unlink, (const char *path), (path))
CALL(int, "connect", connect, (int file, const struct sockaddr *address, socklen_t length), (file, address, length))
CALL(ssize_t, "send", send, (int file, const void *bytes, size_t count, int flags), (file, bytes, count, flags))
CALL(ssize_t, "send", sendto,
     (int file, const void *bytes, size_t count, int flags, const struct sockaddr *address, socklen_t length),
     (file, bytes, count, flags, address, length))
CALL(ssize_t, "send", sendmsg, (int file, const struct msghdr *message, int flags), (file, message, flags))

#define OPEN(name)                                        \
    int name(const char *path, int flags, ...) {          \
        static int (*next)(const char *, int, ...);       \
        if (!next) next = dlsym(RTLD_NEXT, #name);        \
        va_list more;                                     \
        va_start(more, flags);                            \
        int mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, int) : 0; \
        va_end(more);                                     \
        return strikes("open") ? -1 : next(path, flags, mode); \
    }

OPEN(open)
OPEN(open64)
