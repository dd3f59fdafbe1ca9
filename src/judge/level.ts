/** Derives what an edition asks of a device of this risk, and keeps the derivation. */
import type { Device } from '../core/device.ts';
import { componentSchema } from '../core/device.ts';
import type { Edition } from '../codebook/codebook.ts';
import { UsageError } from '../core/trouble.ts';

export interface DerivedLevel {
  readonly value: number;
  readonly title: string;
  readonly because: readonly string[];
  /** True when the operator asked for this level instead of the derived one. */
  readonly asked: boolean;
}

const nobody = componentSchema.parse({ name: 'device', kind: 'source', where: ['.'] });

/** The highest level whose rule holds; the lowest of the edition when none does. Throws `UsageError` for an unknown level. */
export function levelOf(edition: Edition, device: Device, asOf: string, asked?: number): DerivedLevel {
  const levels = edition.law.levels;
  const titleOf = (value: number): string => levels.find((level) => level.level === value)?.title ?? '';
  if (asked !== undefined) {
    if (!levels.some((level) => level.level === asked)) {
      const known = levels.map((level) => level.level).join(', ');
      throw new UsageError('no-such-level', `edition ${edition.law.id} has no level ${asked}`, `choose one of: ${known}`);
    }
    return { value: asked, title: titleOf(asked), because: ['asked for on the command line, not derived'], asked: true };
  }
  const context = { device: device.about, component: nobody, level: 0, as_of: asOf, digests: [], image_digests: [] };
  const holding = edition.derivation.filter((rule) => rule.when.evaluate(context));
  const lowest = Math.min(...levels.map((level) => level.level));
  const value = Math.max(lowest, ...holding.map((rule) => rule.level));
  const because = holding.filter((rule) => rule.level === value).map((rule) => rule.because);
  return { value, title: titleOf(value), because: because.length > 0 ? because : ['no rule asks for more'], asked: false };
}
