#include "menu.h"

extern void lcd_line(int row, const char *text);

void menu_draw(const struct menu *menu, int depth)
{
    if (menu == 0)
        return;
    lcd_line(depth, menu->title);
    menu_draw(menu->child, depth + 1);
}

void menu_enter(const struct menu *menu)
{
    lcd_line(0, menu->title);
    if (menu->child != 0)
        menu_leave(menu->child);
}

/* Iterative, with a stack of its own. */
int menu_count(const struct menu *menu)
{
    const struct menu *stack[16];
    int top = 0;
    int count = 0;

    stack[top++] = menu;
    while (top > 0) {
        const struct menu *one = stack[--top];

        count++;
        if (one->sibling != 0 && top < 16)
            stack[top++] = one->sibling;
        if (one->child != 0 && top < 16)
            stack[top++] = one->child;
    }
    return count;
}
