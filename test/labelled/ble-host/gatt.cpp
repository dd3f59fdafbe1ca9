#include <array>
#include <cstdint>
#include <cstring>
#include <cstdio>
#include <cstdlib>
#include <algorithm>
#include <span>

namespace ble {

struct AttributeHeader {
    uint16_t handle;
    uint16_t length;
};

class Client {
public:
    void onNotification(const uint8_t *data, size_t size);
    void onNotificationChecked(const uint8_t *data, size_t size);
    void onNotificationClamped(std::span<const uint8_t> data);
    uint16_t handleOf(const uint8_t *data) const;
    uint16_t handleOfCopied(const uint8_t *data, size_t size) const;
    void onName(const char *name);
    uint8_t serviceAt(const uint8_t *data) const;
    uint8_t serviceAtChecked(const uint8_t *data, size_t size) const;
    const char *label(int number) const;
    const char *labelKept(int number);

private:
    std::array<uint8_t, 20> value_{};
    uint8_t services_[6]{};
    char name_[24]{};
    char label_[16]{};
};

void Client::onNotification(const uint8_t *data, size_t size)
{
    if (size < 2)
        return;
    const auto length = static_cast<size_t>(data[1]);
    std::memcpy(value_.data(), data + 2, length);
}

void Client::onNotificationChecked(const uint8_t *data, size_t size)
{
    if (size < 2)
        return;
    const size_t length = data[1];
    if (length > value_.size() || length + 2 > size)
        return;
    std::memcpy(value_.data(), data + 2, length);
}

void Client::onNotificationClamped(std::span<const uint8_t> data)
{
    if (data.size() < 2)
        return;
    const size_t length = std::min({static_cast<size_t>(data[1]), value_.size(), data.size() - 2});
    std::memcpy(value_.data(), data.data() + 2, length);
}

uint16_t Client::handleOf(const uint8_t *data) const
{
    const auto *header = reinterpret_cast<const AttributeHeader *>(data);
    return header->handle;
}

uint16_t Client::handleOfCopied(const uint8_t *data, size_t size) const
{
    AttributeHeader header{};
    if (size < sizeof header)
        return 0;
    std::memcpy(&header, data, sizeof header);
    return header.handle;
}

void Client::onName(const char *name)
{
    std::strcpy(name_, name);
}

uint8_t Client::serviceAt(const uint8_t *data) const
{
    return services_[data[0]];
}

uint8_t Client::serviceAtChecked(const uint8_t *data, size_t size) const
{
    if (size == 0)
        return 0;
    const uint8_t index = data[0];
    return index < std::size(services_) ? services_[index] : 0;
}

const char *Client::label(int number) const
{
    char text[16];
    std::snprintf(text, sizeof text, "ch %d", number);
    return text;
}

const char *Client::labelKept(int number)
{
    std::snprintf(label_, sizeof label_, "ch %d", number);
    return label_;
}

}  // namespace ble
