#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

namespace dicom {

struct Element {
    uint16_t group;
    uint16_t number;
    uint32_t length;
    uint8_t *value;
};

class Reader {
public:
    explicit Reader(std::FILE *file) : file_(file) {}
    bool next(Element &element);
    bool nextChecked(Element &element);
    uint8_t *pixels();
    uint8_t *pixelsChecked();
    int sequence(const uint8_t *data, size_t size, int depth);
    int sequenceFlat(const uint8_t *data, size_t size);
    void title(const uint8_t *value, int32_t length);
    void titleChecked(const uint8_t *value, int32_t length);
    void titleUnsigned(const uint8_t *value, uint32_t length);

private:
    std::FILE *file_;
    uint32_t rows_ = 0;
    uint32_t columns_ = 0;
    uint32_t samples_ = 1;
    char title_[64] = {};
    uint16_t palette_[256] = {};
};

static uint32_t le32(const uint8_t *p)
{
    return p[0] | p[1] << 8 | p[2] << 16 | static_cast<uint32_t>(p[3]) << 24;
}

bool Reader::next(Element &element)
{
    uint8_t head[8];
    uint8_t small[256];

    if (std::fread(head, 1, sizeof head, file_) != sizeof head)
        return false;
    element.length = le32(head + 4);
    if (std::fread(small, 1, element.length, file_) == 0)
        return false;
    element.value = nullptr;
    return true;
}

bool Reader::nextChecked(Element &element)
{
    uint8_t head[8];
    uint8_t small[256];

    if (std::fread(head, 1, sizeof head, file_) != sizeof head)
        return false;
    element.length = le32(head + 4);
    if (element.length > sizeof small)
        return false;
    return std::fread(small, 1, element.length, file_) == element.length;
}

uint8_t *Reader::pixels()
{
    uint8_t head[12];

    if (std::fread(head, 1, sizeof head, file_) != sizeof head)
        return nullptr;
    rows_ = le32(head);
    columns_ = le32(head + 4);
    samples_ = le32(head + 8);
    return new (std::nothrow) uint8_t[rows_ * columns_ * samples_];
}

uint8_t *Reader::pixelsChecked()
{
    uint8_t head[12];

    if (std::fread(head, 1, sizeof head, file_) != sizeof head)
        return nullptr;
    const uint32_t rows = le32(head);
    const uint32_t columns = le32(head + 4);
    if (rows == 0 || columns == 0 || rows > 4096 || columns > 4096)
        return nullptr;
    return new (std::nothrow) uint8_t[rows * columns];
}

/* Items of a sequence may hold sequences. */
int Reader::sequence(const uint8_t *data, size_t size, int depth)
{
    if (size < 8)
        return 0;
    const uint32_t length = le32(data + 4);
    if (length > size - 8)
        return -1;
    return 1 + sequence(data + 8, length, depth + 1);
}

int Reader::sequenceFlat(const uint8_t *data, size_t size)
{
    int items = 0;
    size_t at = 0;

    while (size - at >= 8) {
        const uint32_t length = le32(data + at + 4);
        if (length > size - at - 8)
            return -1;
        at += 8 + length;
        items++;
    }
    return items;
}

void Reader::title(const uint8_t *value, int32_t length)
{
    if (length > 63)
        return;
    std::memcpy(title_, value, length);
    title_[length] = '\0';
}

void Reader::titleChecked(const uint8_t *value, int32_t length)
{
    if (length < 0 || length > 63)
        return;
    std::memcpy(title_, value, length);
    title_[length] = '\0';
}

void Reader::titleUnsigned(const uint8_t *value, uint32_t length)
{
    if (length > 63)
        return;
    std::memcpy(title_, value, length);
    title_[length] = '\0';
}

}  // namespace dicom
