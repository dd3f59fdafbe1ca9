/** C11: heap asked for in work that never ends or that something outside sets off; whether start-up is over is known by names only. */
import { functionName } from './parameters.ts';
import { rangeOf } from './reading/calls.ts';
import type { FunctionView } from './reading/function-view.ts';
import type { Statement } from './reading/statements.ts';
import { written } from './reading/code.ts';
import type { Rule } from './rule.ts';
import { allocations } from './tables/copies.ts';

const heap: ReadonlySet<string> = new Set([...allocations.keys(), 'calloc', 'pvPortCalloc', 'k_calloc', 'strdup', 'pbuf_alloc_reference']);

/** Names of functions that run again and again: tasks, loops, handlers of events, callbacks, timers. */
const recurring = /_(?:task|isr|irq|irq_handler|callback|cb|tick)$|(?:Task|Callback|IRQHandler|_ISR|_Handler)$|^(?:handle_|on_)\w+|^on[A-Z]\w*$|^loop$/u;
/** Names that say that the work is done once. */
const once = /(?:^|_)(?:init|setup|start|begin|boot|create|open|new|alloc\w*|main|configure|register|probe|attach)(?:_|$)|(?:Init|Setup|Start|Create|Open|New|Begin)/u;

const rule: Rule = {
  id: 'C11',
  words: heap,
  shapes: [],
  suspects: (raw) => raw.receives || recurring.test(functionName(raw)) || mayLoop(raw.span.bodyClose - raw.span.bodyOpen),
  *look(view) {
    const forever = endlessLoops(view);
    // What stands before the endless loop of a task is done once.
    const again = forever.length === 0 && recurring.test(view.name) && !once.test(view.name);
    for (const call of view.calls()) {
      if (!heap.has(call.name) || call.isMethod) continue;
      const inside = forever.some(({ from, to }) => call.at > from && call.at < to);
      if (!inside && !again) continue;
      const when = inside ? 'in a loop that never ends' : `in ${view.name}, which by its name runs again and again`;
      yield { at: rangeOf(call), detail: `${call.name} asks for heap ${when}: a heap that is used after start can run out or break into pieces`, confidence: inside ? 'high' : 'medium', cwe: [770, 401] };
    }
  },
};

export default rule;

/** An endless loop with a call in it takes some tokens. */
function mayLoop(tokens: number): boolean {
  return tokens > 12;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** `for (;;)`, `while (1)`, `while (true)` and `do … while (1)`. */
function endlessLoops(view: FunctionView): readonly Stretch[] {
  const found: Stretch[] = [];
  const visit = (statement: Statement | undefined): void => {
    if (statement === undefined) return;
    if ((statement.sort === 'for' || statement.sort === 'while' || statement.sort === 'do') && isEndless(view, statement)) {
      const open = statement.body.at;
      found.push({ from: statement.at, to: view.code.text(open) === '{' ? view.code.close(open) : view.body.to });
    }
    if (statement.sort === 'block') statement.body.forEach(visit);
    else if (statement.sort === 'if') {
      for (const arm of statement.arms) visit(arm.body);
      visit(statement.otherwise);
    } else if ('body' in statement) visit(statement.body);
  };
  view.statements().forEach(visit);
  return found;
}

function isEndless({ code }: FunctionView, { sort, condition, body }: Extract<Statement, { readonly sort: 'for' | 'while' | 'do' | 'switch' }>): boolean {
  if (sort === 'switch') return false;
  const text = written(code, condition);
  return ((sort === 'for' && text === '') || /^(1|true|TRUE|1U|1u)$/u.test(text)) && !mayEnd(body, false);
}

/** Something in the loop leaves it: `return`, `goto`, or a `break` that is its own. A search goes on until it has found. */
function mayEnd(statement: Statement | undefined, within: boolean): boolean {
  switch (statement?.sort) {
    case 'return': case 'goto': return true;
    case 'break': return !within;
    case 'block': return statement.body.some((each) => mayEnd(each, within));
    case 'if': return statement.arms.some((arm) => mayEnd(arm.body, within)) || mayEnd(statement.otherwise, within);
    case 'for': case 'while': case 'do': case 'switch': return mayEnd(statement.body, true);
    default: return false;
  }
}
