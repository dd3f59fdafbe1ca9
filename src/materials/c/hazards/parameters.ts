/** What a function can be handed from outside, read from its head alone: cheaper than spelling out a body that has no use for it. */
import { tokenText } from '../../../scan/lexed.ts';
import { isNameAt, markAt, type Raw, sameText } from './raw.ts';
import { codeOf } from './reading/code.ts';
import { type Declared, readParameters } from './reading/declaration.ts';
import { byteTypes, ownBytes } from './tables/bytes.ts';
import { messageName } from './tables/foreign.ts';
import { Mark } from '../structure.ts';

/** The head that was read last: several rules ask about one function in a row. */
let asked: Raw | undefined;
let parameters: readonly Declared[] = [];

export function parametersOf(raw: Raw): readonly Declared[] {
  if (asked === raw) return parameters;
  const { file, span } = raw;
  const code = codeOf(file, { from: span.name, to: Math.min(span.bodyOpen + 1, file.count) });
  parameters = readParameters(code, span.parametersOpen, span.parametersClose, span.bodyOpen);
  asked = raw;
  return parameters;
}

/** Whether a parameter is a pointer to bytes that may have come from outside. */
export function isForeign({ name, type, pointers, isParameter }: Declared): boolean {
  return isParameter && pointers === 1 && ((byteTypes.has(type) && !ownBytes.test(name)) || (type === 'void' && messageName.test(name)));
}

/** Whether a parameter is a message as a structure: `const can_frame_t *frame`, `const struct usb_setup *setup`. */
export function isMessage({ type, pointers, isParameter, isConst }: Declared): boolean {
  return isParameter && isConst && pointers === 1 && /(?:frame|packet|pkt|message|msg|setup|pdu|datagram|image_header|telegram)(?:_?t|_s|_hdr|_header)?$/iu.test(type);
}

/** `length` beside `data`: a plain number that by its name says how many bytes there are. */
export function isHandedLength({ name, type, pointers, sizes, isParameter }: Declared): boolean {
  return isParameter && pointers === 0 && sizes.length === 0 && !/^(float|double|bool|struct|enum|union)/u.test(type) && /^(?:\w*_)?(?:len|length|size|count|n?bytes|received|n)$/iu.test(name);
}

/** Whether anything foreign can be in the function at all: by a call or a name of the tables, or as a parameter. */
export function takesForeign(raw: Raw): boolean {
  return raw.hasSource || parametersOf(raw).some((parameter) => isMessage(parameter) || (isForeign(parameter) && !isOneByte(raw, parameter.at)));
}

const [plusPlus, dot, arrow] = [0x2b2b, 0x2e, 0x3e2d];

/** `uint8_t *head` that is only ever read and written as `*head` is a number handed over by its address. */
function isOneByte(raw: Raw, name: number): boolean {
  const { span } = raw;
  for (let at = span.bodyOpen + 1; at < span.bodyClose; at++) {
    if (!isNameAt(raw, at) || !sameText(raw, at, name)) continue;
    const before = markAt(raw, at - 1);
    if ((before !== Mark.star || markAt(raw, at + 1) === plusPlus) && before !== dot && before !== arrow) return false;
  }
  return true;
}

export function functionName({ file, span }: Raw): string {
  return tokenText(file.lexed, file.tokens[span.name] ?? 0);
}
