/* Reads one frame from the input, and tells what the frame reader made of it. */
#include "board.h"
#include <stddef.h>
#include <stdint.h>

int32_t frame_read(const uint8_t *frame, size_t size, uint8_t *command, uint8_t *channel, uint32_t *rate, uint32_t *volume, char *label);

static char line[160];
static unsigned long used;

static void text(const char *words) { while (*words != '\0') line[used++] = *words++; }

static void number(uint32_t value) {
  char digits[10];
  unsigned count = 0;
  do digits[count++] = (char)('0' + value % 10); while ((value /= 10) > 0);
  while (count > 0) line[used++] = digits[--count];
}

int main(void) {
  static uint8_t frame[300];
  uint8_t command, channel;
  uint32_t rate, volume;
  char label[25];
  unsigned long size = board_read(frame, sizeof frame);
  int32_t result = frame_read(frame, size, &command, &channel, &rate, &volume, label);

  text("command="), number(command), text("\nchannel="), number(channel), text("\nrate="), number(rate), text("\nvolume="), number(volume), text("\nlabel="), text(label), text("\n");
  board_write(line, used);
  return (int)result;
}
