/* The infusion itself: what was programmed, what was delivered, and when the motor must not turn. */
#include "pump.h"

#define RATE_HIGHEST 1200000u
#define VOLUME_HIGHEST 9999000u

struct channel channels[CHANNELS];
static uint32_t active_channel;

/* A programme has to lie within the pump's range and within the drug's own limits. */
bool infusion_program(uint32_t channel, uint16_t drug, uint32_t rate, uint32_t volume)
{
    struct drug limits;

    if (channel >= CHANNELS || rate == 0 || rate > RATE_HIGHEST || volume == 0 || volume > VOLUME_HIGHEST) {
        return false;
    }
    if (channels[channel].state == PUMP_ASKING || channels[channel].state == PUMP_RUNNING || !library_drug(drug, &limits)) {
        return false;
    }
    if (rate < limits.rate_minimum || rate > limits.rate_maximum) {
        alarm_raise(ALARM_DOSE_LIMIT);
        return false;
    }
    channels[channel].drug = drug;
    channels[channel].rate = rate;
    channels[channel].volume_to_infuse = volume;
    channels[channel].volume_infused = 0;
    channels[channel].state = PUMP_PRIMED;
    event_log(EVENT_PROGRAM, rate, volume);
    return true;
}

bool infusion_begin(uint32_t channel)
{
    if (channel >= CHANNELS || channels[channel].state != PUMP_PRIMED || alarm_stops_infusion()) {
        return false;
    }
    active_channel = channel;
    channels[channel].state = PUMP_ASKING;
    supervisor_ask(channels[channel].drug, channels[channel].rate, channels[channel].volume_to_infuse);
    return true;
}

/* The motor turns only after the supervisor processor has agreed. */
static void await_answer(struct channel *channel)
{
    switch (supervisor_answer()) {
    case ANSWER_YES:
        channel->state = PUMP_RUNNING;
        motor_set_rate(channel->rate);
        event_log(EVENT_BEGIN, channel->drug, channel->rate);
        break;
    case ANSWER_NO:
        channel->state = PUMP_PRIMED;
        alarm_raise(ALARM_DOSE_LIMIT);
        break;
    default:
        break;
    }
}

void infusion_hold(uint32_t channel)
{
    if (channel < CHANNELS && channels[channel].state == PUMP_RUNNING) {
        channels[channel].state = PUMP_HELD;
        motor_stop();
        event_log(EVENT_HOLD, channel, channels[channel].volume_infused);
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
    struct channel *channel = &channels[active_channel % CHANNELS];

    if (channel->state == PUMP_ASKING) {
        await_answer(channel);
    }
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
