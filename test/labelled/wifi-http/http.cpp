#include <cctype>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

class Request {
public:
    bool read(int s);
    bool readChecked(int s);
    void path(const char *line);
    void pathChecked(const char *line);
    int contentLength(const char *line) const;
    long contentLengthChecked(const char *line) const;
    void body(const char *data);
    void bodyChecked(const char *data);
    size_t header(char *out, size_t room, const char *host);
    void fail(const char *why);
    void failLiteral(const char *why);

private:
    char path_[64];
    char text_[512];
    char body_[256];
    int length_ = 0;
};

bool Request::read(int s)
{
    const auto got = ::recv(s, text_, sizeof text_, 0);
    if (got <= 0)
        return false;
    return std::strncmp(text_, "GET ", 4) == 0 && std::strchr(text_, '\n') != nullptr;
}

bool Request::readChecked(int s)
{
    const auto got = ::recv(s, text_, sizeof text_ - 1, 0);
    if (got <= 0)
        return false;
    text_[got] = '\0';
    return std::strncmp(text_, "GET ", 4) == 0 && std::strchr(text_, '\n') != nullptr;
}

void Request::path(const char *line)
{
    std::sscanf(line, "GET %s HTTP", path_);
}

void Request::pathChecked(const char *line)
{
    if (std::sscanf(line, "GET %63s HTTP", path_) != 1)
        path_[0] = '\0';
}

int Request::contentLength(const char *line) const
{
    return std::atoi(line + 16);
}

long Request::contentLengthChecked(const char *line) const
{
    char *end = nullptr;
    const long length = std::strtol(line + 16, &end, 10);
    return end == line + 16 || length < 0 || length > 255 ? -1 : length;
}

void Request::body(const char *data)
{
    length_ = std::atoi(data);
    if (length_ < static_cast<int>(sizeof body_))
        std::memcpy(body_, data + 8, length_);
}

void Request::bodyChecked(const char *data)
{
    const long length = std::strtol(data, nullptr, 10);
    if (length >= 0 && length < static_cast<long>(sizeof body_))
        std::memcpy(body_, data + 8, static_cast<size_t>(length));
}

size_t Request::header(char *out, size_t room, const char *host)
{
    const size_t used = std::snprintf(out, room, "Host: %s\r\n", host);
    out[used] = '\r';
    return used + 1;
}

void Request::fail(const char *why)
{
    std::fprintf(stderr, why);
}

void Request::failLiteral(const char *why)
{
    std::fprintf(stderr, "%s\n", why);
}

/* Percent decoding. */
void decode(char *out, const char *in)
{
    while (*in != '\0') {
        if (*in == '%' && std::isxdigit(static_cast<unsigned char>(in[1])) && std::isxdigit(static_cast<unsigned char>(in[2]))) {
            const char digits[3] = { in[1], in[2], '\0' };
            *out++ = static_cast<char>(std::strtol(digits, nullptr, 16));
            in += 3;
        } else {
            *out++ = *in++;
        }
    }
    *out = '\0';
}

std::string *report(int code)
{
    std::string text = "code " + std::to_string(code);
    return &text;
}

std::string reportByValue(int code)
{
    std::string text = "code " + std::to_string(code);
    return text;
}
