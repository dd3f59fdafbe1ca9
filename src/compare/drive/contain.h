/* Containment for compared programs, shared by the process runner and the library harness: a sandbox where the kernel
 * offers one, and limits everywhere. It cannot contain what attacks the kernel itself. */
#ifndef PLUMBLINE_CONTAIN_H
#define PLUMBLINE_CONTAIN_H
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif

struct pl_mount_attr { uint64_t set, clear, propagation, userns; };

static int pl_write_file(const char *path, const char *text) {
  int handle = open(path, O_WRONLY | O_CLOEXEC);
  if (handle < 0) return -1;
  ssize_t wrote = write(handle, text, strlen(text));
  close(handle);
  return wrote < 0 ? -1 : 0;
}

/* The whole file system read-only, `home` an empty tmpfs of `megabytes` in it, and of /proc only what runs in here: the
 * machine's own tells command lines and environments of everybody. Some containers forbid a /proc of one's own; then there
 * is none. 0 when it holds. */
static int pl_close_off(const char *home, unsigned megabytes) {
  if (mount("", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) return -1;
  unsigned bare = MS_NOSUID | MS_NODEV | MS_NOEXEC;
  if (mount("proc", "/proc", "proc", bare, NULL) != 0 && mount("plumbline", "/proc", "tmpfs", bare, "size=4k,mode=555") != 0) return -1;
  struct pl_mount_attr readonly = {.set = 1 /* MOUNT_ATTR_RDONLY */};
  if (syscall(SYS_mount_setattr, AT_FDCWD, "/", 0x8000 /* AT_RECURSIVE */, &readonly, sizeof readonly) != 0) return -1;
  char options[64];
  snprintf(options, sizeof options, "size=%um,mode=700", megabytes);
  return mount("plumbline", home, "tmpfs", MS_NOSUID | MS_NODEV, options);
}

/* Enters new namespaces (mounts, network, processes, users where needed). Everything started from here dies with this
 * process. Returns 1 when the sandbox holds, 0 when the system offers none. Continues in a child: the caller becomes it. */
static int pl_sandbox(const char *home, unsigned megabytes) {
  unsigned kinds = CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWPID | CLONE_NEWIPC;
  uid_t user = getuid();
  gid_t group = getgid();
  if (unshare(kinds) != 0) {
    if (unshare(kinds | CLONE_NEWUSER) != 0) return 0;
    char map[64];
    pl_write_file("/proc/self/setgroups", "deny");
    snprintf(map, sizeof map, "%u %u 1", user, user);
    if (pl_write_file("/proc/self/uid_map", map) != 0) return 0;
    snprintf(map, sizeof map, "%u %u 1", group, group);
    if (pl_write_file("/proc/self/gid_map", map) != 0) return 0;
  }
  pid_t inner = fork();
  if (inner < 0) return 0;
  if (inner > 0) {
    int status = 0;
    while (waitpid(inner, &status, 0) < 0 && errno == EINTR) {}
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + (WIFSIGNALED(status) ? WTERMSIG(status) : 0));
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  return pl_close_off(home, megabytes) == 0;
}

static void pl_limit(int what, rlim_t value) {
  struct rlimit limit = {value, value};
  setrlimit(what, &limit);
}

/* Reads exactly `size` bytes; 0 at the end of the stream. */
static int pl_read(void *into, size_t size) {
  for (size_t at = 0; at < size;) {
    ssize_t got = read(0, (char *)into + at, size - at);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return 0;
    at += (size_t)got;
  }
  return 1;
}

static void pl_write(const void *from, size_t size) {
  for (size_t at = 0; at < size;) {
    ssize_t put = write(1, (const char *)from + at, size - at);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) _exit(3);
    at += (size_t)put;
  }
}
#endif
