/* A plugin of QEMU that counts what a firmware image executes: instructions by function, blocks entered, and how far down
 * the stack was written by instructions that address it by SP. It changes nothing of the run, but ends it when the image
 * resets itself. What it uses of QEMU's plugin interface is declared here, because Debian ships no header of it. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef PLUGIN_VERSION
#define PLUGIN_VERSION 1
#endif
#define SHOWN __attribute__((visibility("default")))

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
typedef void (*on_block)(qemu_plugin_id_t, struct qemu_plugin_tb *);
typedef void (*on_run)(unsigned, void *);
typedef void (*on_memory)(unsigned, uint32_t, uint64_t, void *);
extern void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t, on_block);
extern void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *, on_run, int flags, void *);
extern void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *, on_run, int flags, void *);
extern void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *, on_memory, int flags, int kind, void *);
extern void qemu_plugin_register_atexit_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, void *), void *);
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *);
extern struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *, size_t);
extern uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *);
extern const char *qemu_plugin_insn_symbol(const struct qemu_plugin_insn *);
#if PLUGIN_VERSION < 3
extern const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *);
#else
extern size_t qemu_plugin_insn_data(const struct qemu_plugin_insn *, void *, size_t);
#endif

SHOWN int qemu_plugin_version = PLUGIN_VERSION;
enum { functions_most = 4096, blocks_most = 65536, no_registers = 0, writes = 2, slots = 8192 };

static struct function { char name[96]; uint64_t count; } functions[functions_most];
static struct block { uint32_t address, entered; } blocks[blocks_most];
static unsigned function_count, block_count;
static uint16_t by_name[slots];
static uint32_t by_address[blocks_most * 2];
static uint64_t lowest = UINT64_MAX;
static uint32_t entry, entries, heap[16];
static unsigned heap_count;
static uint64_t heap_calls;

static struct function *function_of(const char *name) {
  if (name == NULL || name[0] == 0) name = "?";
  uint32_t hash = 2166136261u;
  for (const char *at = name; *at != 0; at++) hash = (hash ^ (unsigned char)*at) * 16777619u;
  for (uint32_t slot = hash % slots;; slot = (slot + 1) % slots) {
    if (by_name[slot] == 0) {
      if (function_count == functions_most) return &functions[functions_most - 1];
      snprintf(functions[function_count].name, sizeof functions[0].name, "%s", name);
      by_name[slot] = (uint16_t)++function_count;
    }
    struct function *found = &functions[by_name[slot] - 1];
    if (strncmp(found->name, name, sizeof found->name - 1) == 0) return found;
  }
}

/* A block may be translated again; it is the same one when it begins at the same address. */
static struct block *block_of(uint32_t address) {
  for (uint32_t slot = address * 2654435761u % (blocks_most * 2);; slot = (slot + 1) % (blocks_most * 2)) {
    if (by_address[slot] == 0) {
      if (block_count == blocks_most - 1) return NULL;
      blocks[block_count].address = address;
      by_address[slot] = ++block_count;
    }
    if (blocks[by_address[slot] - 1].address == address) return &blocks[by_address[slot] - 1];
  }
}

static void report(void) {
  unlink(".plumbline-count");
  int handle = open(".plumbline-count", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
  FILE *to = handle < 0 ? NULL : fdopen(handle, "w");
  if (to == NULL) return;
  uint64_t all = 0;
  for (unsigned i = 0; i < function_count; i++) all += functions[i].count;
  fprintf(to, "instructions %llu\n", (unsigned long long)all);
  if (lowest != UINT64_MAX) fprintf(to, "lowest %llx\n", (unsigned long long)lowest);
  if (heap_count > 0) fprintf(to, "heap %llu\n", (unsigned long long)heap_calls);
  for (unsigned i = 0; i < function_count; i++) {
    if (functions[i].count > 0) fprintf(to, "function %llu %s\n", (unsigned long long)functions[i].count, functions[i].name);
  }
  for (unsigned i = 0; i < block_count; i++) {
    if (blocks[i].entered) fprintf(to, "block %x\n", blocks[i].address);
  }
  fclose(to);
}

static void on_instruction(unsigned core, void *function) {
  (void)core;
  ((struct function *)function)->count++;
}

static void on_entered(unsigned core, void *block) {
  (void)core;
  ((struct block *)block)->entered = 1;
}

/* Passed again, the entry means that the image was reset: on a device that is what a fault comes to. */
static void on_entry(unsigned core, void *nothing) {
  (void)core, (void)nothing;
  if (entries++ == 0) return;
  report();
  fprintf(stderr, "panic: the image reset itself\n");
  abort();
}

static void on_heap(unsigned core, void *nothing) {
  (void)core, (void)nothing;
  heap_calls++;
}

static void on_stack(unsigned core, uint32_t about, uint64_t address, void *nothing) {
  (void)core, (void)about, (void)nothing;
  if (address < lowest) lowest = address;
}

/* Thumb instructions that store by SP: push, str and stmdb of 16 bits, and the wide ones with SP as their base. */
static int stores_by_sp(const struct qemu_plugin_insn *instruction) {
  uint16_t half = 0;
#if PLUGIN_VERSION < 3
  memcpy(&half, qemu_plugin_insn_data(instruction), sizeof half);
#else
  if (qemu_plugin_insn_data(instruction, &half, sizeof half) < sizeof half) return 0;
#endif
  if ((half & 0xfe00) == 0xb400 || (half & 0xf800) == 0x9000) return 1;
  unsigned kind = half >> 8;
  return (half & 15) == 13 && (kind == 0xe8 || kind == 0xe9 || kind == 0xec || kind == 0xed || kind == 0xf8);
}

static void on_translated(qemu_plugin_id_t id, struct qemu_plugin_tb *block) {
  (void)id;
  for (size_t i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
    struct qemu_plugin_insn *one = qemu_plugin_tb_get_insn(block, i);
    uint32_t address = (uint32_t)qemu_plugin_insn_vaddr(one);
    struct block *entered = i == 0 ? block_of(address) : NULL;
    if (entered != NULL) qemu_plugin_register_vcpu_tb_exec_cb(block, on_entered, no_registers, entered);
    for (unsigned nth = 0; nth < heap_count; nth++) {
      if (address == heap[nth]) qemu_plugin_register_vcpu_insn_exec_cb(one, on_heap, no_registers, NULL);
    }
    if (address == entry) qemu_plugin_register_vcpu_insn_exec_cb(one, on_entry, no_registers, NULL);
    qemu_plugin_register_vcpu_insn_exec_cb(one, on_instruction, no_registers, function_of(qemu_plugin_insn_symbol(one)));
    if (stores_by_sp(one)) qemu_plugin_register_vcpu_mem_cb(one, on_stack, no_registers, writes, NULL);
  }
}

static void on_exit_(qemu_plugin_id_t id, void *nothing) {
  (void)id, (void)nothing;
  report();
}

/* `entry=ADDRESS`, and `heap=ADDRESS` for each function that gives out heap; in hexadecimal. */
SHOWN int qemu_plugin_install(qemu_plugin_id_t id, const void *about, int count, char **words) {
  (void)about;
  for (int i = 0; i < count; i++) {
    if (strncmp(words[i], "entry=", 6) == 0) entry = (uint32_t)strtoul(words[i] + 6, NULL, 16) & ~1u;
    if (strncmp(words[i], "heap=", 5) == 0 && heap_count < 16) heap[heap_count++] = (uint32_t)strtoul(words[i] + 5, NULL, 16) & ~1u;
  }
  qemu_plugin_register_vcpu_tb_trans_cb(id, on_translated);
  qemu_plugin_register_atexit_cb(id, on_exit_, NULL);
  return 0;
}
