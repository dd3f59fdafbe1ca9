/** Shows how far a comparison is: a line that rewrites itself on a terminal, plain lines elsewhere. Silent below a second. */
import { hasColour } from '../terminal.ts';

export interface Telling {
  readonly told: (tried: number, kinds: number) => void;
  readonly done: () => void;
}

export function tell(stream: NodeJS.WriteStream, quiet: boolean, now: () => number, seconds: number, inputs: number | undefined): Telling {
  const began = now();
  const live = stream.isTTY && hasColour(stream);
  let shown = began;
  let dirty = false;
  return {
    told: (tried, kinds) => {
      const at = now();
      if (quiet || at - began < 1000 || at - shown < (live ? 200 : 5000)) return;
      shown = at;
      const spent = (at - began) / 1000;
      const share = Math.min(100, Math.floor(100 * (inputs === undefined ? spent / seconds : tried / inputs)));
      const left = inputs === undefined ? seconds - spent : ((inputs - tried) * spent) / Math.max(tried, 1);
      const bar = live ? `[${'#'.repeat(Math.floor(share / 5)).padEnd(20, '.')}] ` : '';
      const line = `comparing ${bar}${share}%  ${tried} inputs  ${Math.round(tried / spent)} a second  ${kinds} kind${kinds === 1 ? '' : 's'} of disagreement  about ${Math.max(0, Math.ceil(left))} s left`;
      stream.write(live ? `\r\u001b[2K${line}` : `${line}\n`);
      dirty = live;
    },
    done: () => {
      if (dirty) stream.write('\r\u001b[2K');
    },
  };
}
