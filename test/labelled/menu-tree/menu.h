#ifndef MENU_H
#define MENU_H
#include <stdint.h>
struct menu {
    const char *title;
    const struct menu *child;
    const struct menu *sibling;
};
void menu_draw(const struct menu *menu, int depth);
void menu_enter(const struct menu *menu);
void menu_leave(const struct menu *menu);
int  menu_count(const struct menu *menu);
int  expression(const char **text);
#endif
