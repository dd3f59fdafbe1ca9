#include "menu.h"

extern void lcd_clear(void);

void menu_leave(const struct menu *menu)
{
    lcd_clear();
    if (menu->sibling != 0)
        menu_enter(menu->sibling);
}

static void menu_repaint(const struct menu *menu)
{
    lcd_clear();
    menu_draw(menu, 0);
}

void menu_home(const struct menu *menu)
{
    menu_repaint(menu);
}
