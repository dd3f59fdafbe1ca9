const int steps[4] = { 1, 2, 5, 10 };

int step_of(unsigned at)
{
    return steps[at & 3];
}
