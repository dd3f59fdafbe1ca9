#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <string_view>
#include <vector>

namespace ota {

struct ChunkHead {
    uint32_t offset;
    uint32_t length;
};

constexpr size_t kPage = 1024;
constexpr uint32_t kMost = 512 * 1024;

class Client {
public:
    bool chunk(const uint8_t *data, size_t size);
    bool chunkChecked(const uint8_t *data, size_t size);
    bool reserve(const uint8_t *data);
    bool reserveChecked(const uint8_t *data, size_t size);
    uint8_t *window(const uint8_t *data);
    std::string_view version() const;
    std::string_view versionKept() const;
    int walk(const uint8_t *data, size_t size);
    int walkChecked(const uint8_t *data, size_t size);
    void slot(const uint8_t *data, int8_t number);
    void slotChecked(const uint8_t *data, int8_t number);

private:
    std::array<uint8_t, kPage> page_{};
    std::unique_ptr<uint8_t[]> image_;
    char version_[16]{};
    uint8_t state_[4]{};
};

static uint32_t be32(const uint8_t *p)
{
    return static_cast<uint32_t>(p[0]) << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

bool Client::chunk(const uint8_t *data, size_t size)
{
    if (size < sizeof(ChunkHead))
        return false;
    const uint32_t length = be32(data + 4);
    std::copy(data + 8, data + 8 + length, page_.begin());
    return true;
}

bool Client::chunkChecked(const uint8_t *data, size_t size)
{
    if (size < sizeof(ChunkHead))
        return false;
    const uint32_t length = be32(data + 4);
    if (length > page_.size() || length > size - sizeof(ChunkHead))
        return false;
    std::copy(data + 8, data + 8 + length, page_.begin());
    return true;
}

bool Client::reserve(const uint8_t *data)
{
    const uint32_t pages = be32(data);
    image_.reset(new (std::nothrow) uint8_t[pages * kPage]);
    return image_ != nullptr;
}

bool Client::reserveChecked(const uint8_t *data, size_t size)
{
    if (size < 4)
        return false;
    const uint32_t pages = be32(data);
    if (pages == 0 || pages > kMost / kPage)
        return false;
    image_.reset(new (std::nothrow) uint8_t[pages * kPage]);
    return image_ != nullptr;
}

uint8_t *Client::window(const uint8_t *data)
{
    auto *bytes = new (std::nothrow) uint8_t[64];
    std::memcpy(bytes, data, 64);
    return bytes;
}

std::string_view Client::version() const
{
    char text[16];
    std::memcpy(text, version_, sizeof text);
    return { text, sizeof text };
}

std::string_view Client::versionKept() const
{
    return { version_, sizeof version_ };
}

int Client::walk(const uint8_t *data, size_t size)
{
    int count = 0;
    for (const uint8_t *p = data; p < data + size; p += be32(p + 4))
        count++;
    return count;
}

int Client::walkChecked(const uint8_t *data, size_t size)
{
    int count = 0;
    while (size >= 8) {
        const uint32_t length = be32(data + 4);
        if (length < 8 || length > size)
            return -1;
        data += length;
        size -= length;
        count++;
    }
    return count;
}

void Client::slot(const uint8_t *data, int8_t number)
{
    if (number >= 4)
        return;
    state_[number] = data[0];
}

void Client::slotChecked(const uint8_t *data, int8_t number)
{
    if (number < 0 || number >= 4)
        return;
    state_[number] = data[0];
}

}  // namespace ota
