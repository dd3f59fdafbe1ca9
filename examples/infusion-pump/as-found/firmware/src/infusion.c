/* The infusion itself: what was programmed, what was delivered, and when the motor must not turn. */
#include "pump.h"

#include <string.h>

enum { RATE_HIGHEST = 1200000, VOLUME_HIGHEST = 9999000 };

struct channel channels[CHANNELS];
static uint32_t active_channel;

bool infusion_program(uint32_t channel, uint32_t rate, uint32_t volume)
{
    if (channel >= CHANNELS || rate == 0 || rate > RATE_HIGHEST || volume > VOLUME_HIGHEST) {
        return false;
    }
    if (channels[channel].state == PUMP_RUNNING) {
        return false;
    }
    channels[channel].rate = rate;
    channels[channel].volume_to_infuse = volume;
    channels[channel].volume_infused = 0;
    channels[channel].state = PUMP_PRIMED;
    return true;
}

bool infusion_begin(uint32_t channel)
{
    if (channel >= CHANNELS || channels[channel].state != PUMP_PRIMED || alarm_stops_infusion()) {
        return false;
    }
    if (!supervisor_allows(channels[channel].drug, channels[channel].rate, channels[channel].volume_to_infuse)) {
        alarm_raise(ALARM_DOSE_LIMIT);
        return false;
    }
    active_channel = channel;
    channels[channel].state = PUMP_RUNNING;
    motor_set_rate(channels[channel].rate);
    event_log("begin", channels[channel].label, strlen(channels[channel].label));
    return true;
}

void infusion_hold(uint32_t channel)
{
    if (channel < CHANNELS && channels[channel].state == PUMP_RUNNING) {
        channels[channel].state = PUMP_HELD;
        motor_stop();
        event_log("hold", channels[channel].label, strlen(channels[channel].label));
    }
}

/* After the programmed volume the vein is kept open at a low rate, so that the line does not clot. */
static void keep_vein_open(struct channel *channel)
{
    channel->state = PUMP_KVO;
    motor_set_rate(settings_current()->kvo_rate);
    alarm_raise(ALARM_INFUSION_DONE);
}

void infusion_task(void)
{
    struct channel *channel = &channels[active_channel];

    if (channel->state != PUMP_RUNNING && channel->state != PUMP_KVO) {
        return;
    }
    if (alarm_stops_infusion()) {
        motor_stop();
        channel->state = PUMP_HELD;
        return;
    }
    channel->volume_infused += motor_delivered();
    if (channel->state == PUMP_RUNNING && channel->volume_infused >= channel->volume_to_infuse) {
        keep_vein_open(channel);
    }
}
