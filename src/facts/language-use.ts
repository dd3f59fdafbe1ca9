/** How a component uses the constructs of C and C++ that subsets restrict, counted. It does not say that a subset forbids them. */
import { z } from 'zod';
import { factKind } from '../core/fact.ts';

const count = z.number().int().nonnegative();

/** One value a component that holds C or C++. `where` names for each construct that occurs one file and function that uses it. */
export const languageUse = factKind({
  word: 'language-use',
  meaning: 'how often a component uses the constructs of C and C++ that subsets restrict',
  concerns: [],
  schema: z.strictObject({
    functions: count,
    /** Different calls by name from one function to another; those that lead to a function of the component, and those of several candidates. */
    calls: count,
    resolved: count,
    ambiguous: count,
    interrupts: count,
    tasks: count,
    /** Groups of functions that call each other, a function that calls itself among them. */
    recursion: count,
    goto: count,
    nonlocal_jumps: count,
    /** Stack memory by `alloca`. */
    alloca: count,
    unions: count,
    /** Calls through pointers, and functions whose address is taken. */
    pointer_calls: count,
    functions_addressed: count,
    heap_calls: count,
    /** Those reached from the endless loop of a task or of `main`, or from an interrupt. */
    heap_after_start: count,
    /** Loops that nothing in them leaves; loops that wait for hardware with no limit. */
    endless_loops: count,
    unlimited_waits: count,
    where: z.record(z.string(), z.string()),
  }),
});

export default languageUse;
