/** Why a package is refused, each reason with what it means to somebody who is no engineer. It decides nothing. */

export const meanings = {
  altered: 'something was changed after it was signed',
  missing: 'something that belongs to the package is not in it',
  extra: 'something is in the package that nobody signed',
  expired: 'a key or the package itself has passed its last day',
  'wrong-time': 'the dates contradict each other or lie ahead of today',
  'wrong-subject': 'the package is about another device, version or image',
  'untrusted-key': 'it is signed by somebody whom the trust root does not name',
  'revoked-key': 'the key that signed it, or the package, was withdrawn',
  'key-type': 'it is signed with a kind of key that is not accepted here',
  'wrong-role': 'somebody signed in a role that is not theirs',
  'no-trusted-time': 'nobody trustworthy says when it was signed',
  'not-logged': 'the public record of signatures does not vouch for it',
  replayed: 'a genuine signature was taken from another package',
  'unknown-edition': 'it was judged under an edition of the code that is not known here',
  'altered-edition': 'the text of the code it was judged under is not the published one',
  'faulty-tool': 'the version of the tool that made it is known to give wrong results',
  contradiction: 'its parts say different things',
  malformed: 'a file is damaged, or written so that readers could differ about it',
  unsafe: 'it is built to harm or mislead whoever opens it',
} as const;

export type Code = keyof typeof meanings;

export interface Reason {
  readonly code: Code;
  /** The file or part concerned. */
  readonly where: string;
  readonly what: string;
}

/** Where checks write down what they see. Nothing that is written can be taken back. */
export interface Notes {
  readonly refuse: (code: Code, where: string, what: string) => void;
  /** A check that was made and holds. */
  readonly holds: (what: string) => void;
  readonly unchecked: (what: string) => void;
  /** What a reader should know although it changes nothing. */
  readonly remark: (what: string) => void;
  readonly reasons: readonly Reason[];
  readonly held: readonly string[];
  readonly notChecked: readonly string[];
  readonly remarks: readonly string[];
}

const mostReasons = 200;

export function notes(): Notes {
  const reasons: Reason[] = [];
  const held: string[] = [];
  const notChecked: string[] = [];
  const remarks: string[] = [];
  return {
    refuse: (code, where, what) => {
      if (reasons.length < mostReasons) reasons.push({ code, where, what });
    },
    holds: (what) => void held.push(what),
    unchecked: (what) => void notChecked.push(what),
    remark: (what) => void remarks.push(what),
    reasons,
    held,
    notChecked,
    remarks,
  };
}
