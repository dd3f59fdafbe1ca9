#ifndef DOSE_H
#define DOSE_H
struct limits { int most; int per_hour; };
int dose_allowed(const struct limits *l, int given, int asked, int locked);
#endif
