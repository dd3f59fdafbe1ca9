/* Room for what the console reads next: what is not yet parsed moves to the front, with a few bytes kept for messages. */
#include <limits.h>
#include <stddef.h>
#include <string.h>

#define KEPT_MOST 64

struct reader {
    char *text;
    char *next;
    char *end;
    char *limit;
};

char *reader_room(struct reader *reader, int length)
{
    int keep;
    int needed = (int)((unsigned)length + (unsigned)(reader->end - reader->next));

    if (needed < 0)
        return NULL;
    keep = (int)(reader->next - reader->text);
    if (keep > KEPT_MOST)
        keep = KEPT_MOST;
    needed += keep;
    if (needed <= reader->limit - reader->text) {
        memmove(reader->text, reader->next - keep, (size_t)(reader->end - reader->next + keep));
        return reader->text + needed;
    }
    return NULL;
}

char *reader_room_checked(struct reader *reader, int length)
{
    int keep;
    int needed = (int)((unsigned)length + (unsigned)(reader->end - reader->next));

    if (needed < 0)
        return NULL;
    keep = (int)(reader->next - reader->text);
    if (keep > KEPT_MOST)
        keep = KEPT_MOST;
    if (keep > INT_MAX - needed)
        return NULL;
    needed += keep;
    if (needed <= reader->limit - reader->text) {
        memmove(reader->text, reader->next - keep, (size_t)(reader->end - reader->next + keep));
        return reader->text + needed;
    }
    return NULL;
}

char *reader_room_asked(struct reader *reader, int length)
{
    int keep;
    int needed = (int)((unsigned)length + (unsigned)(reader->end - reader->next));

    keep = (int)(reader->next - reader->text);
    if (needed < 0)
        return NULL;
    needed += keep;
    if (needed < 0)
        return NULL;
    if (needed <= reader->limit - reader->text) {
        memmove(reader->text, reader->next - keep, (size_t)(reader->end - reader->next + keep));
        return reader->text + needed;
    }
    return NULL;
}
