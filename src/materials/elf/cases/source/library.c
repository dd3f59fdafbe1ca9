/* A library of one function. */
int twice(int number) { return 2 * number; }
