/** Where everything lies in the kernel's memory. The memory never grows, so views on it never come loose. */

/** Class of each byte for the language being lexed: 256 bytes. */
export const CLASS: usize = 0x1000;
/** How many lines were blank, code, comment, both: four u32, indexed by what a line has. */
export const COUNTS: usize = 0x1200;
/** Open-addressed slots of the watched words: u16 numbers, 0 is empty. */
export const SLOTS: usize = 0x2000;
export const SLOT_BITS: u32 = 13;
/** Text of the watched words, by number: a length byte and up to 63 bytes. */
export const WORDS: usize = 0x8000;
export const WORD_SIZE: usize = 64;
export const WORD_LIMIT: u32 = 2048;
/** By number of a watched word: not zero when `skeleton.ts` is to note it; `WORD_LIMIT` bytes, then one for each ASCII punctuator. */
export const NOTE: usize = 0x6000;
/** Marks of a comment family, laid out by `family.ts`. */
export const FAMILY: usize = 0x30000;

/** The file. Bytes before and behind it are readable and zero, for reads that look around a position. */
export const INPUT: usize = 0x40000;
export const INPUT_LIMIT: usize = 64 << 20;
const PADDING: usize = 0x10000;

/** Room for tokens: 40 bytes each at most with their skeleton, so that file and tokens together stay below 250 MB a thread; memory that no file needed costs nothing. */
export const TOKEN_LIMIT: u32 = 4 << 20;
export const KIND: usize = INPUT + INPUT_LIMIT + PADDING;
export const START: usize = KIND + TOKEN_LIMIT;
export const END: usize = START + TOKEN_LIMIT * 4;
export const LINE: usize = END + TOKEN_LIMIT * 4;
export const CODE: usize = LINE + TOKEN_LIMIT * 4;

/** What `skeleton.ts` makes of the tokens; touched only as far as a file's tokens reach. */
export const TAKEN: usize = CODE + TOKEN_LIMIT * 4;
export const PARTNER: usize = TAKEN + TOKEN_LIMIT * 4;
export const NOTED: usize = PARTNER + TOKEN_LIMIT * 4;
/** A last directive without an end has two events. */
export const EVENTS: usize = NOTED + TOKEN_LIMIT * 4;
/** Brackets and conditionals that stand open. */
export const OPEN: usize = EVENTS + TOKEN_LIMIT * 4 + 16;
export const ARMS: usize = OPEN + TOKEN_LIMIT * 4;
/** Which arm of an open conditional is still to come, and what is asked for by conditionals in their order: 0 leaves it to the walk. */
export const LEFT: usize = ARMS + TOKEN_LIMIT;
export const PICK: usize = LEFT + TOKEN_LIMIT;
export const TOP: usize = PICK + TOKEN_LIMIT;
