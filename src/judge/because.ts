/** Says in a sentence why a verdict is what it is. The words follow the verdict; they never make it. */
import type { Breach, Gap } from '../core/finding.ts';
import type { Verdict } from '../core/verdict.ts';
import type { Asked } from './asked.ts';

/** A phrase in lower case without a full stop. */
export function explain(asked: Asked, verdict: Verdict, breaches: readonly Breach[], gaps: readonly Gap[]): string {
  if (verdict === 'unmet') {
    const [first] = breaches;
    const rest = breaches.length > 1 ? `, and ${breaches.length - 1} more` : '';
    const unread = gaps.length > 0 ? '; some things concerned could not be read as well' : '';
    return `${first?.message ?? 'a breach was proved'}${rest}${unread}`;
  }
  if (verdict === 'unknown') {
    const [first] = gaps;
    if (first === undefined) return 'it could not be decided';
    const where = first.examples[0] === undefined ? '' : ` (${first.examples[0]}${first.count > 1 ? ` and ${first.count - 1} more` : ''})`;
    const rest = gaps.length > 1 ? `; ${gaps.length - 1} more ${gaps.length === 2 ? 'gap' : 'gaps'}` : '';
    return `${first.reason}${where}${rest}`;
  }
  const words = asked.element.rests.map((rest) => rest.word).join(', ');
  const looked = asked.subject.view.artifacts.filter((artifact) => {
    const answers = artifact.material === undefined ? undefined : asked.subject.materials.get(artifact.material)?.answers;
    return asked.element.rests.some((rest) => answers?.has(rest.word) ?? false);
  }).length;
  const many = looked === 0 ? 'what was drawn from the component' : `${looked} ${looked === 1 ? 'file' : 'files'}`;
  return `everything concerned was looked at (${many}, for ${words}) and no breach was found`;
}
