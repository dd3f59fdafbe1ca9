/* Queues of events, and the card that names a patient: one block for everything. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct queue {
    size_t length;
    size_t each;
};

struct queue *queue_create(const size_t length, const size_t each)
{
    struct queue *made;
    size_t bytes;

    assert(length > (size_t)0);
    bytes = (size_t)(length * each);
    assert(each == 0 || length == bytes / each);
    made = malloc(sizeof(struct queue) + bytes);
    if (made == NULL)
        return NULL;
    made->length = length;
    made->each = each;
    return made;
}

struct queue *queue_create_checked(const size_t length, const size_t each)
{
    struct queue *made;
    size_t bytes;

    bytes = (size_t)(length * each);
    if (each != 0 && length != bytes / each)
        return NULL;
    if (bytes > SIZE_MAX - sizeof(struct queue))
        return NULL;
    made = malloc(sizeof(struct queue) + bytes);
    if (made == NULL)
        return NULL;
    made->length = length;
    made->each = each;
    return made;
}

struct card {
    char *text;
    size_t size;
};

int card_fill(struct card *card, const char *name, const char *ward, uint32_t extra_size)
{
    uint32_t name_size = (uint32_t)strlen(name);
    uint32_t ward_size;

    ward_size = (uint32_t)strlen(ward);
    card->size = 16u + name_size + ward_size + extra_size;
    card->text = malloc(card->size);
    if (card->text == NULL)
        return -1;
    memcpy(card->text + 16, name, name_size);
    memcpy(card->text + 16 + name_size, ward, ward_size);
    return 0;
}

int card_fill_short(struct card *card, const char *name, const char *ward, uint32_t extra_size)
{
    uint32_t name_size = (uint32_t)strlen(name);
    uint32_t ward_size = (uint32_t)strlen(ward);

    if (name_size > 64u || ward_size > 64u || extra_size > 256u)
        return -1;
    card->size = 16u + name_size + ward_size + extra_size;
    card->text = malloc(card->size);
    if (card->text == NULL)
        return -1;
    memcpy(card->text + 16, name, name_size);
    memcpy(card->text + 16 + name_size, ward, ward_size);
    return 0;
}

struct node {
    struct node *child;
    const char *name;
    int kind;
};

struct menu {
    unsigned node_count;
    unsigned text_length;
};

struct node *menu_flatten(const struct menu *menu)
{
    struct node *all;
    int size = menu->node_count * sizeof(struct node) + menu->text_length * sizeof(char);

    all = malloc(size);
    if (all == NULL)
        return NULL;
    all[0].child = NULL;
    return all;
}

struct node *menu_flatten_wide(const struct menu *menu)
{
    struct node *all;
    size_t size = menu->node_count * sizeof(struct node) + menu->text_length * sizeof(char);

    all = malloc(size);
    if (all == NULL)
        return NULL;
    all[0].child = NULL;
    return all;
}

struct node *menu_flatten_small(const struct menu *menu)
{
    struct node *all;
    int size;

    if (menu->node_count > 200u || menu->text_length > 4000u)
        return NULL;
    size = menu->node_count * sizeof(struct node) + menu->text_length * sizeof(char);
    all = malloc(size);
    if (all == NULL)
        return NULL;
    all[0].child = NULL;
    return all;
}
