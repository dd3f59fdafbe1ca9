/* A small order filter of an infusion pump: reads lines, writes a line for each. PLANT chooses one difference of thirty;
 * without it this is the original. Built by test/compare/planted.test.ts and bench/compare. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifndef PLANT
#define PLANT 0
#endif
#define IS(number) (PLANT == (number))

static int faults, total_tenths, silent;
static char *history[64];

/* "12.5" in tenths, or -1. */
static int tenths(const char *text, const char **end) {
  int whole = 0, digits = 0, sign = 1;
  if (IS(1) && *text == '+') text++; /* sign: accepts a plus */
  if (IS(2) && *text == '-') { sign = -1; text++; } /* sign: accepts a minus */
  while (*text >= '0' && *text <= '9' && digits < 5) { whole = whole * 10 + (*text++ - '0'); digits++; }
  if (digits == 0) return -1;
  int part = 0;
  if (*text == '.' || (IS(3) && *text == ',')) { /* locale: a comma for a point */
    text++;
    if (*text < '0' || *text > '9') { *end = text; return IS(4) ? whole * 10 : -1; } /* accepts "5." */
    part = *text++ - '0';
    if (*text >= '0' && *text <= '9') {
      int next = *text++ - '0';
      if (IS(5) ? next >= 5 : IS(6) ? 0 : next > 5 || (next == 5 && (part & 1))) part++; /* rounding: half up; towards zero; original half to even */
      while (*text >= '0' && *text <= '9') text++;
    }
  }
  *end = text;
  return sign * (whole * 10 + part);
}

static int dose(const char *text) {
  const char *end = text;
  int value = tenths(text, &end);
  if (value < 0 && !IS(2)) return 2;
  if (*end != 0 && !(IS(7) && *end == ' ')) return 2; /* trailing bytes */
  if (IS(8) ? value >= 2000 : IS(9) ? value > 2001 : value > 2000) return 3; /* off by one at the limit */
  if (IS(10) ? value <= 1 : IS(11) ? value < 0 : value == 0) return 3; /* off by one at the lower limit; zero accepted */
  total_tenths += value;
  if (IS(12) && value == 777) return 4;
  const char *language = getenv("LANG");
  const char *point = IS(25) && language != NULL && strncmp(language, "de", 2) == 0 ? "," : "."; /* locale of the output */
  printf("dose %d%s%d ml/h\n", value / 10, point, IS(13) && value > 1000 ? 0 : abs(value % 10)); /* loses a digit */
  return 0;
}

static int alarm_line(const char *text) {
  unsigned long level = strtoul(text, NULL, 10);
  if (IS(14) ? level > 8 : level > 7) return 3;
  if (IS(15) && level == 0) level = 1;
  printf(IS(16) ? "alarm %lu \n" : "alarm %lu\n", level);
  return 0;
}

static int hex_line(const char *text) {
  unsigned char bytes[16];
  size_t count = 0;
  while (text[0] != 0 && text[1] != 0) {
    unsigned value;
    char pair[3] = {text[0], text[1], 0}, *end;
    value = (unsigned)strtoul(pair, &end, 16);
    if (*end != 0) return IS(17) ? 4 : 2; /* another error code */
    if (count == sizeof bytes) return IS(18) ? 0 : 3; /* error code: success at overflow */
    bytes[count++] = (unsigned char)value;
    text += 2;
  }
  if (text[0] != 0 && !IS(19)) return 2; /* trailing half byte */
  uint8_t sum = 0;
  for (size_t i = IS(20) ? 1 : 0; i < count; i++) sum = (uint8_t)(sum + bytes[i]);
  if (IS(21) && count == 16) sum = (uint8_t)(sum + 1);
  printf("sum %02x of %zu\n", sum, count);
  return 0;
}

static int order(char *line) {
  if (strncmp(line, "DOSE ", 5) == 0) return dose(line + 5);
  if (strncmp(line, "ALARM ", 6) == 0) return alarm_line(line + 6);
  if (strncmp(line, "HEX ", 4) == 0) return hex_line(line + 4);
  if (strcmp(line, "TOTAL") == 0) { printf("total %d\n", total_tenths); return 0; }
  if (strcmp(line, "RESET") == 0) { if (!IS(22)) faults = 0; total_tenths = IS(23) ? total_tenths : 0; printf("reset\n"); return 0; } /* state */
  if (strcmp(line, "MUTE") == 0) { silent = 1; return 0; }
  if (IS(24) && strcmp(line, "total") == 0) { printf("total %d\n", total_tenths); return 0; }
  return 1;
}

int main(void) {
  static char line[256];
  int worst = 0;
  while (fgets(line, sizeof line, stdin) != NULL) {
    size_t size = strcspn(line, "\n");
    if (!IS(26) && size > 0 && line[size - 1] == '\r') size--; /* line endings */
    line[size] = 0;
    if (size == 0) continue;
    int code = order(line);
    if (code != 0) {
      faults++;
      if (IS(27)) total_tenths = 0; /* state after an error */
      if (!silent) printf("error %d\n", code);
      if (code > worst) worst = code;
      if (IS(28) && faults == 3) for (;;) {} /* never ends after the third fault */
      if (faults >= 5) { printf("locked\n"); return IS(29) ? 5 : 9; } /* error code */
    }
    if (IS(30)) { /* memory growth */
      char *block = malloc(16u << 20);
      if (block != NULL) { memset(block, 1, 16u << 20); history[faults & 63] = block; }
    }
  }
  (void)history;
  return worst;
}
