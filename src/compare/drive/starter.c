/* Stands in a compared program just before its main and gives a copy of the process to each input, because starting and
 * linking the program anew is most of the work of a short run. Preloaded; a program that is linked with all its libraries
 * never loads it, and the runner starts such a one anew for each input (see copies.h). */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef int (*main_function)(int, char **, char **);
typedef int (*start_function)(main_function, int, char **, void (*)(void), void (*)(void), void (*)(void), void *);

extern char **environ;
static main_function real_main;

/* A copy has the one thread that asked for it. A program that started others before its main cannot be copied. */
static int is_single(void) {
  int tasks = 0;
  DIR *list = opendir("/proc/self/task");
  if (list == NULL) return 0;
  for (struct dirent *entry; (entry = readdir(list)) != NULL;) tasks += entry->d_name[0] != '.';
  closedir(list);
  return tasks == 1;
}

/* As fork does it, but the copy is a child of the runner, as a program started anew would be: the runner alone holds
 * its time, kills its group and takes its strays in. */
static pid_t copy(void) {
  int *thread = NULL;
  if (prctl(PR_GET_TID_ADDRESS, &thread, 0, 0, 0) != 0) thread = NULL;
  unsigned long kinds = CLONE_PARENT | SIGCHLD | (thread == NULL ? 0 : CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID);
#if defined(__x86_64__)
  return (pid_t)syscall(SYS_clone, kinds, NULL, NULL, thread, 0L);
#else
  return (pid_t)syscall(SYS_clone, kinds, NULL, NULL, 0L, thread);
#endif
}

/* The standard streams for the next copy: new ones each time, so that nothing a copy does to them reaches the next. */
static int take_streams(int from, int streams[3]) {
  char byte;
  struct iovec part = {&byte, 1};
  union { char room[CMSG_SPACE(3 * sizeof(int))]; struct cmsghdr aligned; } control;
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room};
  if (recvmsg(from, &message, MSG_CMSG_CLOEXEC) != 1) return 0;
  struct cmsghdr *head = CMSG_FIRSTHDR(&message);
  if (head == NULL || head->cmsg_type != SCM_RIGHTS || head->cmsg_len != CMSG_LEN(3 * sizeof(int))) return 0;
  memcpy(streams, CMSG_DATA(head), 3 * sizeof(int));
  return 1;
}

static int served_main(int count, char **words, char **variables) {
  const char *told = getenv("PLUMBLINE_STARTER");
  int runner, home, seconds, streams[3];
  if (told == NULL || sscanf(told, "%d,%d,%d", &runner, &home, &seconds) != 3) return real_main(count, words, variables);
  unsetenv("PLUMBLINE_STARTER");
  unsetenv("LD_PRELOAD");
  unsetenv("LD_BIND_NOW");
  int32_t answer = is_single();
  while (send(runner, &answer, sizeof answer, MSG_NOSIGNAL) == sizeof answer && answer > 0 && take_streams(runner, streams)) {
    pid_t child = copy();
    if (child == 0) {
      struct rlimit processor = {(rlim_t)seconds, (rlim_t)seconds};
      setrlimit(RLIMIT_CPU, &processor);
      setpgid(0, 0);
      int failed = 0;
      for (int i = 0; i < 3; i++) failed |= dup2(streams[i], i) < 0 || close(streams[i]) != 0;
      if (failed || fchdir(home) != 0) _exit(127);
      close(home);
      close(runner);
      return real_main(count, words, environ);
    }
    for (int i = 0; i < 3; i++) close(streams[i]);
    answer = child;
  }
  _exit(0);
}

int __libc_start_main(main_function main, int count, char **words, void (*init)(void), void (*fini)(void), void (*linker_fini)(void), void *stack_end) {
  start_function real = (start_function)dlsym(RTLD_NEXT, "__libc_start_main");
  if (real == NULL) _exit(127);
  real_main = main;
  return real(served_main, count, words, init, fini, linker_fini, stack_end);
}
