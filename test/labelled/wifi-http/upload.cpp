// Upload of a waveform in pieces, each with its number of bytes as text in front.
#include <cstddef>
#include <cstdlib>
#include <cstring>

class Upload {
public:
    bool piece(const char *line);
    bool pieceChecked(const char *line);
    bool slot(const char *line);

private:
    char piece_[512];
    int used_[8];
    int size_ = 0;
    long slot_ = 0;
};

bool Upload::piece(const char *line)
{
    size_ = std::atoi(line);
    if (size_ > 512)
        return false;
    std::memcpy(piece_, line + 8, size_);
    return true;
}

bool Upload::pieceChecked(const char *line)
{
    size_ = std::atoi(line);
    if (size_ < 0 || size_ > 512)
        return false;
    std::memcpy(piece_, line + 8, size_);
    return true;
}

bool Upload::slot(const char *line)
{
    char *end = nullptr;

    slot_ = std::strtol(line, &end, 10);
    if (end == line || slot_ >= 8)
        return false;
    used_[slot_] = 1;
    return true;
}
