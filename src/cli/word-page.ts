/** Makes the page of a word from its own definition: what it means, who states it, which members a value has. */
import { z } from 'zod';
import type { Word } from '../core/fact.ts';

/** The part of JSON Schema that the words use. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly description?: string;
}

export function wordPage({ word, meaning, concerns, schema }: Word, statedBy: readonly string[]): string {
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const obliged = concerns.length === 0 ? 'No artifact is obliged to answer for it' : `Every artifact of nature ${inRow(concerns)} must be asked for it, or there is a gap`;
  return [
    `# ${word}`,
    `A word: ${meaning}.`,
    `${obliged}.`,
    '## Members',
    members(whole, '').join('\n') || '- none',
    '## Stated by',
    statedBy.map((name) => `- \`${name}\``).join('\n') || '- nobody yet',
    'A law reads a member as `fact.` and its name.',
  ].join('\n\n');
}

function members(schema: Schema, indent: string): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const optional = schema.required?.includes(name) === true ? '' : ', may be left out';
    const about = member.description === undefined ? '' : `: ${member.description}`;
    const inner = member.items?.properties === undefined ? member : member.items;
    return [`${indent}- \`${name}\`, ${holds(member)}${optional}${about}`, ...members(inner, `${indent}  `)];
  });
}

function holds(schema: Schema): string {
  if (schema.anyOf !== undefined) return inRow([...new Set(schema.anyOf.map(holds))]);
  if (schema.const !== undefined) return `always \`${String(schema.const)}\``;
  if (schema.enum !== undefined) return inRow(schema.enum.map((value) => `\`${String(value)}\``));
  if (schema.type === 'array') return `a list, each ${schema.items === undefined ? 'anything' : holds(schema.items)}`;
  if (schema.type === 'object') return typeof schema.additionalProperties === 'object' ? `names with ${holds(schema.additionalProperties)}` : 'members:';
  if (schema.type === 'string') return schema.pattern === undefined ? 'text' : `text like \`${schema.pattern}\``;
  return ({ integer: 'a whole number', number: 'a number', boolean: 'true or false', null: 'nothing' } as Readonly<Record<string, string>>)[schema.type ?? ''] ?? 'anything';
}

function inRow(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} or ${parts.at(-1) ?? ''}`;
}
