/* Flow trace of a spirometer: one breath of samples, a table of nozzles, a small heap for the report. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BREATH 40
#define NOZZLES 3

extern int16_t adc_flow(void);
extern void plot(int column, int16_t height);

typedef struct {
    int16_t flow;
    int16_t volume;
} point_t;

static int16_t breath[BREATH];
static const int16_t gain_of[NOZZLES][4] = { { 10, 12, 14, 16 }, { 11, 13, 15, 17 }, { 9, 11, 13, 15 } };

/* The baseline is what stood before the breath began. */
int16_t baseline_wrong(void)
{
    return (int16_t)((breath[0] + breath[-1]) / 2);
}

int16_t baseline(void)
{
    return (int16_t)((breath[0] + breath[1]) / 2);
}

void clear_backwards_wrong(void)
{
    for (int i = BREATH - 1; i >= -1; i--)
        breath[i] = 0;
}

void clear_backwards(void)
{
    for (int i = BREATH - 1; i > -1; i--)
        breath[i] = 0;
}

void smooth_wrong(void)
{
    for (int i = -1; i < BREATH; i++)
        breath[i] = (int16_t)(breath[i] / 2);
}

void smooth(void)
{
    for (int i = -1; i < BREATH; i++) {
        if (i < 0) continue;
        breath[i] = (int16_t)(breath[i] / 2);
    }
}

static int first_column(void)
{
    return -2;
}

void axis_wrong(void)
{
    int16_t column[8] = { 0 };
    column[first_column()] = 1;
    plot(0, column[0]);
}

static int second_column(void)
{
    return 1;
}

void axis(void)
{
    int16_t column[8] = { 0 };
    column[second_column()] = 1;
    plot(0, column[0]);
}

void mark_peak_wrong(void)
{
    int16_t peaks[6] = { 0 };
    int last = 6;
    int peak = last;
    int16_t *at = peaks;
    *(at + peak) = adc_flow();
    plot(peak, peaks[0]);
}

void mark_peak(void)
{
    int16_t peaks[6] = { 0 };
    int last = 6 - 1;
    int peak = last;
    int16_t *at = peaks;
    *(at + peak) = adc_flow();
    plot(peak, peaks[0]);
}

void mark_first_wrong(void)
{
    int16_t feet[6] = { 0 };
    int16_t *at = feet;
    *(at - 1) = adc_flow();
    plot(0, feet[0]);
}

void mark_first(void)
{
    int16_t feet[6] = { 0 };
    int16_t *at = &feet[1];
    *(at - 1) = adc_flow();
    plot(0, feet[0]);
}

int report_wrong(void)
{
    point_t *points = (point_t *)calloc(6, sizeof(point_t));
    if (points == NULL) return -1;
    (points - 1)->flow = adc_flow();
    (points + 6)->volume = 0;
    int flow = points[0].flow;
    free(points);
    return flow;
}

int report(void)
{
    point_t *points = (point_t *)calloc(6, sizeof(point_t));
    if (points == NULL) return -1;
    (points + 1)->flow = adc_flow();
    (points + 5)->volume = 0;
    int flow = points[1].flow;
    free(points);
    return flow;
}

int gain_wrong(void)
{
    return gain_of[1][4];
}

int gain(void)
{
    return gain_of[1][3];
}

void legend_wrong(void)
{
    int16_t ticks[] = { 5, 10, 20, 40 };
    for (int i = 0; i <= 4; i++)
        plot(i, ticks[i]);
}

void legend(void)
{
    int16_t ticks[] = { 5, 10, 20, 40 };
    for (int i = 0; i < 4; i++)
        plot(i, ticks[i]);
}

/* The part of the trace behind the trigger may look back to it. */
int16_t after_trigger(void)
{
    int16_t *trigger = &breath[8];
    return (int16_t)(trigger[-8] + trigger[0]);
}

int16_t before_all(void)
{
    int16_t *trigger = &breath[8];
    return (int16_t)(trigger[-9] + trigger[0]);
}

void banner_wrong(uint8_t *screen)
{
    char line[32];
    char title[16];
    memset(line, '-', 31);
    line[31] = '\0';
    memcpy(title, line, strlen(line) + 1);
    memcpy(screen, title, sizeof title);
}

void banner(uint8_t *screen)
{
    char line[32];
    char title[16];
    memset(line, '-', 15);
    line[15] = '\0';
    memcpy(title, line, strlen(line) + 1);
    memcpy(screen, title, sizeof title);
}
