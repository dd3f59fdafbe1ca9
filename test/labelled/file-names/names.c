/* Names of files and messages, put together in blocks that were measured first. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct store {
    char *path;
    char *message;
    int error;
};

#define VERSION_LEN 15

int store_open(struct store *store, const void *path)
{
    size_t length = strlen((const char *)path);

    store->path = (char *)malloc(length + 1);
    if (store->path == NULL)
        return -1;
    strcpy(store->path, path);
    return 0;
}

int store_open_short(struct store *store, const void *path)
{
    size_t length = strlen((const char *)path);

    store->path = (char *)malloc(64);
    if (store->path == NULL || length == 0)
        return -1;
    strcpy(store->path, path);
    return 0;
}

void store_complain(struct store *store, const char *message)
{
    if (message == NULL)
        return;
    if ((store->message = (char *)malloc(strlen(store->path) + strlen(message) + 3)) == NULL) {
        store->error = -4;
        return;
    }
    strcpy(store->message, store->path);
    strcat(store->message, ": ");
    strcat(store->message, message);
}

void store_complain_more(struct store *store, const char *message)
{
    if (message == NULL)
        return;
    if ((store->message = (char *)malloc(strlen(store->path) + 80)) == NULL) {
        store->error = -4;
        return;
    }
    strcpy(store->message, store->path);
    strcat(store->message, message);
}

const char *firmware_version(void)
{
    static char version[VERSION_LEN];

    sprintf(version, "%i.%i.%i", FIRMWARE_VERSION_MAJOR, FIRMWARE_VERSION_MINOR, FIRMWARE_VERSION_PATCH);
    return version;
}

const char *serial_text(int serial)
{
    static char text[VERSION_LEN - 6];

    sprintf(text, "%i", serial);
    return text;
}
