/* CRC-16/CCITT-FALSE over records and stored settings: finds transmission errors, proves nothing about the sender. */
#include "pump.h"

uint16_t crc16(const uint8_t *bytes, size_t size)
{
    uint32_t crc = 0xffff;

    for (size_t i = 0; i < size; i++) {
        crc ^= (uint32_t)bytes[i] << 8;
        for (unsigned bit = 0; bit < 8; bit++) {
            crc = (crc & 0x8000u) != 0 ? (crc << 1 ^ 0x1021u) : crc << 1;
        }
        crc &= 0xffffu;
    }
    return (uint16_t)crc;
}
