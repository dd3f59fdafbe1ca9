/* The runner's side of starter.c: starts a program once, asks for a copy of it at each input, and falls back to starting
 * it anew when there is no starter in it, or when a copy has killed or stopped it. Also the children of the runner. */
#ifndef PLUMBLINE_COPIES_H
#define PLUMBLINE_COPIES_H
#include "contain.h"
#include <poll.h>
#include <sys/socket.h>

enum { starter_socket = 198, starter_home = 199, starts_most = 16, answer_ms = 2000 };

static struct { pid_t process; int socket, starts; } starter = {0, -1, 0};
static int children_list = -1, sees_own = 0;

/* /proc may be that of another process namespace: then it tells how many children there are, but not their names here. */
static void find_children(void) {
  char text[32];
  ssize_t size = readlink("/proc/self", text, sizeof text - 1);
  if (size > 0) text[size] = 0;
  sees_own = size > 0 && (pid_t)atoi(text) == getpid();
  children_list = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
}

/* Kills what is left of a run: the group of `child`, then strays that left the group and came to us as their reaper.
 * The starter is a child of ours too and stays, where strays can be told from it. */
static void reap(pid_t child) {
  kill(-child, SIGKILL);
  for (int round = 0; round < 1000; round++) {
    pid_t gone;
    while ((gone = waitpid(-1, NULL, WNOHANG)) > 0) {
      if (gone == starter.process) starter.process = 0;
    }
    if (gone < 0) return;
    char text[4096];
    ssize_t size = children_list < 0 ? -1 : pread(children_list, text, sizeof text - 1, 0);
    int count = 0;
    if (size >= 0) {
      text[size] = 0;
      for (char *word = strtok(text, " "); word != NULL; word = strtok(NULL, " "), count++) {
        if (sees_own && (pid_t)atoi(word) != starter.process) kill((pid_t)atoi(word), SIGKILL);
      }
      if (count == 0 || (count == 1 && starter.process > 0)) return;
    }
    if (!sees_own && getpid() == 1) kill(-1, SIGKILL);
    usleep(500);
  }
}

static void end_starter(void) {
  if (starter.socket >= 0) close(starter.socket);
  starter.socket = -1;
  if (starter.process <= 0) return;
  pid_t process = starter.process;
  starter.process = 0;
  kill(-process, SIGKILL);
  kill(process, SIGKILL);
  while (waitpid(process, NULL, 0) < 0 && errno == EINTR) {}
}

/* The process of the next answer, 0 when none came in time. */
static pid_t starter_answer(int milliseconds) {
  struct pollfd wanted = {starter.socket, POLLIN, 0};
  int32_t answer = 0;
  if (poll(&wanted, 1, milliseconds) != 1 || recv(starter.socket, &answer, sizeof answer, 0) != sizeof answer) return 0;
  return (pid_t)answer;
}

/* Starts `command` with the starter in it. It runs no further than to its main. 1 when it stands ready. */
static int begin_starter(char **command, const char *library, int home, unsigned time_ms, void (*limits)(void)) {
  int ends[2];
  if (starter.starts++ >= starts_most || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return 0;
  char preload[4200], told[64];
  snprintf(preload, sizeof preload, "LD_PRELOAD=%s", library);
  snprintf(told, sizeof told, "PLUMBLINE_STARTER=%d,%d,%u", starter_socket, starter_home, time_ms / 1000 + 2);
  starter.process = fork();
  if (starter.process == 0) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    int nothing = open("/dev/null", O_RDWR);
    for (int i = 0; i < 3; i++) dup2(nothing, i);
    if (nothing > 2) close(nothing);
    if (dup2(ends[1], starter_socket) < 0 || dup2(home, starter_home) < 0 || fchdir(home) != 0) _exit(127);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    limits();
    putenv(preload);
    putenv("LD_BIND_NOW=1"); // what is linked before the main is not linked again in each copy
    putenv(told);
    execvp(command[0], command);
    _exit(127);
  }
  close(ends[1]);
  starter.socket = ends[0];
  if (starter.process > 0 && starter_answer(time_ms < answer_ms ? (int)time_ms : answer_ms) == 1) return 1;
  // What is no starter ran on by itself, on no input; it and what it started end here.
  pid_t process = starter.process;
  end_starter();
  if (process > 0) reap(process);
  starter.starts = starts_most;
  return 0;
}

/* A copy of the program with these standard streams; 0 when the starter is gone or does not answer. */
static pid_t ask_copy(const int streams[3]) {
  char byte = 1;
  struct iovec part = {&byte, 1};
  union { char room[CMSG_SPACE(3 * sizeof(int))]; struct cmsghdr aligned; } control;
  memset(&control, 0, sizeof control);
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.room, .msg_controllen = sizeof control.room};
  struct cmsghdr *head = CMSG_FIRSTHDR(&message);
  head->cmsg_level = SOL_SOCKET;
  head->cmsg_type = SCM_RIGHTS;
  head->cmsg_len = CMSG_LEN(3 * sizeof(int));
  memcpy(CMSG_DATA(head), streams, 3 * sizeof(int));
  if (sendmsg(starter.socket, &message, MSG_NOSIGNAL) != 1) return 0;
  pid_t child = starter_answer(answer_ms);
  return child > 1 ? child : 0;
}
#endif
