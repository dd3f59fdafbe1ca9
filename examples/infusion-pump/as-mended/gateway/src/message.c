/* Does what a recognised message asks: passes an order on, notes a bed, tells a state, proposes a drug library. */
#include "gateway.h"

const char *message_act(const struct message *message)
{
    switch (message->kind) {
    case MESSAGE_ORDER:
        return pumps_send(message->pump, message->body, message->body_size) ? "sent" : "not sent";
    case MESSAGE_BED:
        return pumps_bed(message->pump, message->body, message->body_size) ? "assigned" : "not assigned";
    case MESSAGE_STATUS:
        return pumps_online(message->pump) ? "online" : "offline";
    case MESSAGE_LIBRARY:
        return library_propose(message->body, message->body_size) ? "on trial" : "refused";
    case MESSAGE_NONE:
    default:
        return "not recognised";
    }
}
