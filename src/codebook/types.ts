/** Turns the schemas of words into the types that predicates are checked against. It evaluates nothing. */
import type { Environment } from '@marcbachmann/cel-js';
import { z } from 'zod';

interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly additionalProperties?: Shape | boolean;
  readonly anyOf?: readonly Shape[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
}

/** A word is visible to many elements, and its schema never changes: its shape is drawn once. */
const shapes = new WeakMap<z.ZodType, Shape>();

/** Registers the object types a schema needs in `environment` and answers with the type's name in predicates. */
export function declareType(environment: Environment, name: string, schema: z.ZodType): string {
  const shape = shapes.get(schema) ?? (z.toJSONSchema(schema, { io: 'output' }) as Shape);
  shapes.set(schema, shape);
  return declareShape(environment, name, shape);
}

function declareShape(environment: Environment, name: string, shape: Shape): string {
  const alternative = shape.anyOf?.[0];
  if (alternative !== undefined) return declareShape(environment, name, alternative);
  const sample = shape.const ?? shape.enum?.[0];
  if (sample !== undefined) return typeof sample === 'number' ? 'double' : typeof sample === 'boolean' ? 'bool' : 'string';
  switch (shape.type) {
    case 'string':
      return 'string';
    case 'number':
    case 'integer':
      return 'double';
    case 'boolean':
      return 'bool';
    case 'array':
      return `list<${declareShape(environment, `${name}_item`, shape.items ?? {})}>`;
    case 'object': {
      if (shape.properties === undefined) {
        const member = typeof shape.additionalProperties === 'object' ? shape.additionalProperties : {};
        return `map<string, ${declareShape(environment, `${name}_member`, member)}>`;
      }
      const fields = Object.entries(shape.properties).map(([field, inner]): [string, string] => [
        field,
        declareShape(environment, `${name}_${field}`, inner),
      ]);
      environment.registerType(name, { fields: Object.fromEntries(fields) });
      return name;
    }
    default:
      return 'dyn';
  }
}
