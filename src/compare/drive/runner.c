/* Runs one program on many inputs, one process each, and reports what came out. Reads inputs and writes results as
 * length-prefixed frames on its standard streams (see frames.ts). What the program leaves behind is killed or removed. */
#include "copies.h"
#include <dirent.h>
#include <sys/mman.h>
#include <time.h>

extern char **environ;

struct settings {
  unsigned time_ms, memory_mb, output_kb, files_mb;
  int as_file, as_argument, sandbox, keep_files;
  const char *home, *starter;
  char **command;
  size_t words;
};

enum { exited = 0, signalled = 1, timed_out = 2, too_much = 3, not_started = 4 };

static struct settings want = {1000, 256, 1024, 64, 0, 0, 1, 0, NULL, NULL, NULL, 0};
static unsigned char *frame;
static size_t frame_used, frame_room;

static void put(const void *bytes, size_t size) {
  if (frame_used + size > frame_room) {
    frame_room = (frame_used + size) * 2 + 65536;
    frame = realloc(frame, frame_room);
    if (frame == NULL) _exit(4);
  }
  memcpy(frame + frame_used, bytes, size);
  frame_used += size;
}
static void put32(uint32_t value) { put(&value, sizeof value); }
static void put64(uint64_t value) { put(&value, sizeof value); }

static int memory_file(const char *name) { return (int)syscall(SYS_memfd_create, name, 1u /* MFD_CLOEXEC */); }

static uint64_t now_us(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (uint64_t)at.tv_sec * 1000000u + (uint64_t)at.tv_nsec / 1000u;
}

/* Appends what a memory file holds, at most the limit, after its length. */
static void put_output(int handle) {
  off_t size = lseek(handle, 0, SEEK_END);
  size_t most = (size_t)want.output_kb * 1024;
  size_t shown = size < 0 ? 0 : (size_t)size > most ? most : (size_t)size;
  put32((uint32_t)shown);
  if (shown > 0) {
    void *view = mmap(NULL, shown, PROT_READ, MAP_SHARED, handle, 0);
    if (view == MAP_FAILED) _exit(5);
    put(view, shown);
    munmap(view, shown);
  }
}

/* Most runs leave nothing: one call tells. */
static int is_empty(int folder) {
  char entries[512];
  if (lseek(folder, 0, SEEK_SET) != 0) return 0;
  long size = syscall(SYS_getdents64, folder, entries, sizeof entries);
  return size == 2 * 24; /* the entries of the folder itself and of the one above it */
}

/* Files left in the private folder: put in the frame when asked for, removed always. Links are not followed. */
static uint32_t sweep(int folder, const char *prefix, unsigned depth, int report) {
  uint32_t count = 0;
  if (is_empty(folder)) return 0;
  DIR *list = fdopendir(dup(folder));
  if (list == NULL) return 0;
  rewinddir(list);
  for (struct dirent *entry; (entry = readdir(list)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    char name[1024];
    snprintf(name, sizeof name, "%s%s%s", prefix, prefix[0] == 0 ? "" : "/", entry->d_name);
    int inner = openat(folder, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (inner >= 0) {
      if (depth < 64) count += sweep(inner, name, depth + 1, report);
      close(inner);
      unlinkat(folder, entry->d_name, AT_REMOVEDIR);
      continue;
    }
    int file = report ? openat(folder, entry->d_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) : -1;
    struct stat about;
    if (file >= 0 && fstat(file, &about) == 0 && S_ISREG(about.st_mode) && count < 256 && !(want.as_file && strcmp(name, "input") == 0)) {
      put32((uint32_t)strlen(name));
      put(name, strlen(name));
      put_output(file);
      count++;
    }
    if (file >= 0) close(file);
    unlinkat(folder, entry->d_name, 0);
  }
  closedir(list);
  return count;
}

static void limits(void) {
  pl_limit(RLIMIT_CORE, 0);
  if (want.memory_mb > 0) pl_limit(RLIMIT_AS, (rlim_t)want.memory_mb * 1024 * 1024);
  pl_limit(RLIMIT_FSIZE, (rlim_t)want.files_mb * 1024 * 1024);
  pl_limit(RLIMIT_NPROC, 512);
}

static void start(const int streams[3], char **arguments, int home) {
  for (int i = 0; i < 3; i++) dup2(streams[i], i);
  if (fchdir(home) != 0) _exit(127);
  setpgid(0, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  pl_limit(RLIMIT_CPU, want.time_ms / 1000 + 2);
  limits();
  execvp(arguments[0], arguments);
  _exit(127);
}

/* Copies the input where the program finds it, and starts it or a copy of it. */
static pid_t begin(const unsigned char *bytes, uint32_t size, int home, const int streams[3]) {
  if (want.as_file) {
    int file = openat(home, "input", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size) _exit(7);
    close(file);
  } else if (!want.as_argument && size > 0 && (write(streams[0], bytes, size) != (ssize_t)size || lseek(streams[0], 0, SEEK_SET) != 0)) _exit(8);
  if (starter.socket >= 0) return ask_copy(streams);
  char *last = NULL;
  if (want.as_argument) {
    last = malloc((size_t)size + 1);
    if (last == NULL) _exit(4);
    memcpy(last, bytes, size);
    last[size] = 0;
    want.command[want.words] = last;
  }
  pid_t child = vfork();
  if (child == 0) start(streams, want.command, home);
  free(last);
  return child;
}

/* True when the child was waited for; false when there is none, because who should have made it told an untruth. */
static int wait_for(pid_t child, int *status, int *late, struct rusage *usage) {
  uint64_t began = now_us(), most = (uint64_t)want.time_ms * 1000;
  sigset_t ended;
  sigemptyset(&ended);
  sigaddset(&ended, SIGCHLD);
  for (;;) {
    pid_t gone = wait4(child, status, WNOHANG, usage);
    if (gone != 0) return gone == child;
    uint64_t spent = now_us() - began;
    if (spent >= most) {
      *late = 1;
      kill(-child, SIGKILL);
      kill(child, SIGKILL);
      while (wait4(child, status, 0, usage) < 0 && errno == EINTR) {}
      return 1;
    }
    struct timespec rest = {(time_t)((most - spent) / 1000000), (long)((most - spent) % 1000000) * 1000};
    sigtimedwait(&ended, NULL, &rest);
  }
}

static void run(const unsigned char *bytes, uint32_t size, int home) {
  int streams[3], status = 0, late = 0;
  uint8_t kind = not_started;
  struct rusage usage;
  uint64_t began;
  for (int round = 0; round < 2; round++) {
    memset(&usage, 0, sizeof usage);
    for (int i = 0; i < 3; i++) {
      if ((streams[i] = memory_file("stream")) < 0) _exit(6);
    }
    if (starter.socket < 0 && want.starter != NULL && starter.starts < starts_most) begin_starter(want.command, want.starter, home, want.time_ms, limits);
    began = now_us();
    pid_t child = begin(bytes, size, home, streams);
    int waited = child > 0 && wait_for(child, &status, &late, &usage);
    if (child > 0) reap(child);
    if (waited || starter.socket < 0) {
      int over = WIFSIGNALED(status) && (WTERMSIG(status) == SIGXFSZ || WTERMSIG(status) == SIGXCPU);
      if (waited) kind = late ? timed_out : over || lseek(streams[1], 0, SEEK_END) > (off_t)want.output_kb * 1024 ? too_much : WIFSIGNALED(status) ? signalled : WEXITSTATUS(status) == 127 ? not_started : exited;
      break;
    }
    // A starter that was killed or stopped by a copy: this input starts the program anew.
    pid_t group = starter.process;
    end_starter();
    reap(group > 0 ? group : getpid() + 1000000);
    for (int i = 0; i < 3; i++) close(streams[i]);
  }
  uint64_t wall = now_us() - began;
  uint64_t cpu = (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000u + (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);

  size_t from = frame_used;
  put32(0);
  put(&kind, 1);
  put32((uint32_t)(WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status)));
  put64(cpu);
  put64(wall);
  put32((uint32_t)usage.ru_maxrss);
  put32(0);
  put_output(streams[1]);
  put_output(streams[2]);
  size_t counted = frame_used;
  put32(0);
  uint32_t files = sweep(home, "", 0, want.keep_files);
  memcpy(frame + counted, &files, sizeof files);
  uint32_t whole = (uint32_t)(frame_used - from - 4);
  memcpy(frame + from, &whole, sizeof whole);
  for (int i = 0; i < 3; i++) close(streams[i]);
}

static unsigned number(const char *text) { return (unsigned)strtoul(text, NULL, 10); }

int main(int count, char **words) {
  int at = 1;
  for (; at + 1 < count && strcmp(words[at], "--") != 0; at += 2) {
    const char *name = words[at], *value = words[at + 1];
    if (strcmp(name, "--time-ms") == 0) want.time_ms = number(value);
    else if (strcmp(name, "--memory-mb") == 0) want.memory_mb = number(value);
    else if (strcmp(name, "--output-kb") == 0) want.output_kb = number(value);
    else if (strcmp(name, "--files-mb") == 0) want.files_mb = number(value);
    else if (strcmp(name, "--home") == 0) want.home = value;
    else if (strcmp(name, "--starter") == 0) want.starter = value;
    else if (strcmp(name, "--sandbox") == 0) want.sandbox = value[0] == '1';
    else if (strcmp(name, "--files") == 0) want.keep_files = value[0] == '1';
    else if (strcmp(name, "--input") == 0) {
      want.as_file = strcmp(value, "file") == 0;
      want.as_argument = strcmp(value, "argument") == 0;
    } else return 64;
  }
  if (at + 1 >= count || want.home == NULL) return 64;
  // With room for the input as a last argument.
  want.words = (size_t)(count - at - 1);
  want.command = calloc(want.words + 2, sizeof *want.command);
  if (want.command == NULL) return 4;
  memcpy(want.command, words + at + 1, want.words * sizeof *want.command);
  if (want.as_file) want.command[want.words] = (char *)"input";
  uint8_t sandboxed = (uint8_t)(want.sandbox ? pl_sandbox(want.home, want.files_mb) : 0);
  int home = open(want.home, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (home < 0) return 5;
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  signal(SIGPIPE, SIG_IGN);
  sigset_t ended;
  sigemptyset(&ended);
  sigaddset(&ended, SIGCHLD);
  sigprocmask(SIG_BLOCK, &ended, NULL);
  find_children();
  if (want.as_argument || children_list < 0) want.starter = NULL;
  uint8_t copies = (uint8_t)(want.starter != NULL && begin_starter(want.command, want.starter, home, want.time_ms, limits));
  sweep(home, "", 0, 0);
  uint8_t opening = (uint8_t)(sandboxed | copies << 1);
  pl_write(&opening, 1);

  unsigned char *bytes = NULL;
  size_t room = 0;
  for (uint32_t inputs; pl_read(&inputs, sizeof inputs);) {
    frame_used = 0;
    for (uint32_t i = 0; i < inputs; i++) {
      uint32_t size;
      if (!pl_read(&size, sizeof size)) return 0;
      if (size > room) {
        room = (size_t)size * 2;
        bytes = realloc(bytes, room);
        if (bytes == NULL) return 4;
      }
      if (!pl_read(bytes, size)) return 0;
      run(bytes, size, home);
      // A large batch is answered in parts, so that an interrupted run loses little.
      if (frame_used > 1u << 20) {
        pl_write(frame, frame_used);
        frame_used = 0;
      }
    }
    pl_write(frame, frame_used);
  }
  return 0;
}
