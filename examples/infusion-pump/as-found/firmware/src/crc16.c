/* CRC-16/CCITT-FALSE over frames and stored settings: finds transmission errors, proves nothing about the sender. */
#include "pump.h"

uint16_t crc16(const uint8_t *bytes, size_t size)
{
    uint16_t crc = 0xffff;

    for (size_t i = 0; i < size; i++) {
        crc ^= (uint16_t)(bytes[i] << 8);
        for (unsigned bit = 0; bit < 8; bit++) {
            crc = (crc & 0x8000u) != 0 ? (uint16_t)(crc << 1 ^ 0x1021u) : (uint16_t)(crc << 1);
        }
    }
    return crc;
}
