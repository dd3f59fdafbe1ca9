/* Calls functions of one shared library on many inputs and reports what they gave back; the calls themselves are
 * generated (calls.h). A child does the work. When it crashes, what it had is reported and another child goes on. */
#include "contain.h"
#include <dlfcn.h>
#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>

enum { input_room = 65536, guard = 4096, stack_room = 8 << 20 };
/* What the children and their parent share: results on their way, and how many inputs of the batch are still to come. */
static struct shared {
  unsigned char results[1 << 20];
  volatile size_t used, started_at;
  volatile uint32_t left, answered;
  volatile int running;
  unsigned char edges[1 << 16]; /* paths met so far, also by children that are gone */
} *share;
static unsigned char *input_end; /* an unreadable page begins here */
static int64_t status_code;
static int said; /* what the child wrote to its standard error */

static void put(const void *bytes, size_t size) {
  if (share->used + size > sizeof share->results) _exit(9);
  memcpy(share->results + share->used, bytes, size);
  share->used += size;
}
static void put_text(const char *text) { put(text, strlen(text)); }
static void put_integer(const char *name, long long value) {
  char line[160];
  put(line, (size_t)snprintf(line, sizeof line, "%s=%lld\n", name, value));
}
static void put_unsigned(const char *name, unsigned long long value) {
  char line[160];
  put(line, (size_t)snprintf(line, sizeof line, "%s=%llu\n", name, value));
}
static void put_real(const char *name, double value) {
  char line[160];
  put(line, (size_t)snprintf(line, sizeof line, "%s=%.17g\n", name, value));
}
static void put_bytes(const char *name, const unsigned char *bytes, size_t size) {
  static const char digits[] = "0123456789abcdef";
  char line[2048];
  put_text(name);
  put_text("=");
  for (size_t at = 0; at < size;) {
    size_t count = 0;
    for (; at < size && count + 2 < sizeof line; at++) {
      line[count++] = digits[bytes[at] >> 4];
      line[count++] = digits[bytes[at] & 15];
    }
    put(line, count);
  }
  put_text("\n");
}

/* Heap calls of the library are counted: what it calls is found here first. */
static size_t heap_now, heap_calls;
#ifndef __SANITIZE_ADDRESS__
extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);
extern void __libc_free(void *);
static void *counted(void *block) {
  if (block != NULL) heap_now += malloc_usable_size(block), heap_calls++;
  return block;
}
void *malloc(size_t size) { return counted(__libc_malloc(size)); }
void *calloc(size_t count, size_t size) { return counted(__libc_calloc(count, size)); }
void *realloc(void *old, size_t size) {
  if (old != NULL) heap_now -= malloc_usable_size(old);
  return counted(__libc_realloc(old, size));
}
void free(void *block) {
  if (block != NULL) heap_now -= malloc_usable_size(block);
  __libc_free(block);
}
#endif

/* Paths of a library built with -fsanitize-coverage=trace-pc: an edge is counted the first time it is met. */
static uintptr_t library_base, last_place;
static uint32_t new_edges;
__attribute__((no_sanitize("address", "undefined"))) void __sanitizer_cov_trace_pc(void) {
  uintptr_t place = (uintptr_t)__builtin_return_address(0) - library_base;
  unsigned slot = (unsigned)((place ^ (last_place << 1)) * 2654435761u) >> 16 & 0xffff;
  last_place = place;
  if (share != NULL && share->edges[slot] == 0) share->edges[slot] = 1, new_edges++;
}

/* How deep the calls went: the part of the stack below this frame is painted before and measured after. */
static size_t deepest(const unsigned char *low, const unsigned char *high) {
  const unsigned char *at = low;
  while (at < high && *at == 0xa7) at++;
  return (size_t)(high - at);
}
__attribute__((noinline, no_sanitize("address"))) static void paint(volatile unsigned char *low, size_t size) {
  for (size_t i = 0; i < size; i++) low[i] = 0xa7;
}

static void *required(void *library, const char *name) {
  void *found = dlsym(library, name);
  if (found != NULL) return found;
  fprintf(stderr, "the library has no function %s\n", name);
  _exit(65);
}

#include "calls.h"

/* Completes the frame that was opened with room for its head; the output lies behind it, then what was said. */
static void finish(uint8_t ending, int32_t code, uint64_t nanoseconds, size_t stack, size_t kept) {
  uint32_t output = (uint32_t)(share->used - share->started_at - 41);
  if (ending != 0) {
    char text[4096];
    ssize_t size = pread(said, text, sizeof text, 0);
    if (size > 0) put(text, (size_t)size);
  }
  uint32_t whole = (uint32_t)(share->used - share->started_at - 4), deep = (uint32_t)stack, more = new_edges, calls = (uint32_t)heap_calls;
  unsigned char *head = share->results + share->started_at;
  uint64_t heap = kept;
  memcpy(head, &whole, 4);
  head[4] = ending;
  memcpy(head + 5, &code, 4);
  memcpy(head + 9, &nanoseconds, 8);
  memcpy(head + 17, &heap, 8);
  memcpy(head + 25, &deep, 4);
  memcpy(head + 29, &more, 4);
  memcpy(head + 33, &calls, 4);
  memcpy(head + 37, &output, 4);
  share->answered++;
  share->running = 0;
}

static void flush(void) {
  pl_write(share->results, share->used);
  share->used = 0;
}

static void on_crash(int signal_number) {
  if (share->running) finish(signal_number == SIGALRM ? 2 : 1, signal_number, 0, 0, 0);
  _exit(70);
}

static uint64_t now_ns(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (uint64_t)at.tv_sec * 1000000000u + (uint64_t)at.tv_nsec;
}

static void one(const unsigned char *input, size_t size) {
  new_edges = 0;
  heap_calls = 0;
  size_t before = heap_now, stack = 0;
#ifndef __SANITIZE_ADDRESS__
  unsigned char mark;
  size_t painted = 256 * 1024;
  int deep = share->answered % 64 == 0;
  if (deep) paint(&mark - painted - 512, painted);
#endif
  uint64_t began = now_ns();
  call_all(input, size);
  uint64_t spent = now_ns() - began;
#ifndef __SANITIZE_ADDRESS__
  if (deep) stack = deepest(&mark - painted - 512, &mark - 512);
#endif
  finish(0, (int32_t)status_code, spent, stack, heap_now > before ? heap_now - before : 0);
}

/* Serves what is left of the batch and then further ones, until the input ends. */
static void serve(unsigned time_ms) {
  static const unsigned char head[41];
  struct itimerval limit = {{0, 0}, {time_ms / 1000, (int)(time_ms % 1000) * 1000}}, none = {{0, 0}, {0, 0}};
  for (;;) {
    for (uint32_t served = 0; share->left > 0; served++) {
      uint32_t size;
      if (!pl_read(&size, sizeof size) || size > input_room) _exit(0);
      unsigned char *input = input_end - size;
      if (!pl_read(input, size)) _exit(0);
      share->left--;
      share->started_at = share->used;
      put(head, sizeof head);
      share->running = 1;
      if (served % 64 == 0) setitimer(ITIMER_REAL, &limit, NULL);
      set_up(1);
      one(input, size);
      if (share->used > sizeof share->results / 2) flush();
    }
    setitimer(ITIMER_REAL, &none, NULL);
    flush();
    uint32_t inputs;
    if (!pl_read(&inputs, sizeof inputs)) _exit(0);
    share->left = inputs;
  }
}

static void catch_crashes(void) {
  static char other_stack[1 << 16];
  stack_t alternative = {.ss_sp = other_stack, .ss_size = sizeof other_stack};
  sigaltstack(&alternative, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_crash;
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  int signals[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGALRM, SIGTRAP, SIGSYS};
  for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++) sigaction(signals[i], &action, NULL);
}

int main(int count, char **words) {
  if (count < 6) return 64;
  unsigned time_ms = (unsigned)atoi(words[3]), memory_mb = (unsigned)atoi(words[4]);
  /* The library is opened before the file system is closed off; it may need files to start. */
  void *library = dlopen(words[1], RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return 65;
  }
  struct link_map *map = NULL;
  if (dlinfo(library, RTLD_DI_LINKMAP, &map) == 0 && map != NULL) library_base = map->l_addr;
  find_all(library);
  uint8_t sandboxed = (uint8_t)(words[5][0] == '1' ? pl_sandbox(words[2], 16) : 0);
  if (chdir(words[2]) != 0) return 5;
  pl_limit(RLIMIT_CORE, 0);
  pl_limit(RLIMIT_FSIZE, 16 << 20);
  if (memory_mb > 0) pl_limit(RLIMIT_AS, (rlim_t)memory_mb * 1024 * 1024);
  share = mmap(NULL, sizeof *share, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  unsigned char *room = mmap(NULL, input_room + 2 * guard, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (share == MAP_FAILED || room == MAP_FAILED || mprotect(room + input_room + guard, guard, PROT_NONE) != 0) return 4;
  input_end = room + input_room + guard;
  said = (int)syscall(SYS_memfd_create, "said", 1u);
  pl_write(&sandboxed, 1);
  for (;;) {
    pid_t child = fork();
    if (child < 0) return 4;
    if (child == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      setpgid(0, 0);
      if (ftruncate(said, 0) != 0 || lseek(said, 0, SEEK_SET) != 0 || dup2(said, 2) < 0) _exit(4);
      catch_crashes();
      set_up(0);
      serve(time_ms);
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    kill(-child, SIGKILL);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && !share->running) return 0;
    /* An end without a word: killed for memory, or the library ended the process itself. */
    if (share->running) finish(3, WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), 0, 0, 0);
    flush();
  }
}
