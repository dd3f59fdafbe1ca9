/** C20: calls in interrupts that wait, take the heap or keep state between calls. What a called library does inside is not known. */
import type { Fact } from '../../core/fact.ts';
import { compareText } from '../../core/place.ts';
import { asksContext, type Contexts } from './contexts.ts';
import { type Graph, type Node, type Step, wayTo } from './graph.ts';
import { stated } from './stated.ts';

export const heapCalls: ReadonlySet<string> = new Set(
  ('malloc calloc realloc free aligned_alloc strdup strndup pvPortMalloc pvPortCalloc vPortFree k_malloc k_calloc k_free mem_malloc mem_free rt_malloc rt_free os_malloc os_free ' +
    'heap_caps_malloc heap_caps_free tx_byte_allocate tx_byte_release kmalloc kzalloc kfree new delete').split(' '),
);

/** Keep state or a lock between calls. */
const stateful: ReadonlySet<string> = new Set('printf fprintf vprintf vfprintf puts fputs putchar fopen fclose fread fwrite fgets scanf fscanf strtok asctime ctime localtime gmtime setenv syslog'.split(' '));

/** Wait, or act for a task: kernels have a twin of each for interrupts. */
const waiting: ReadonlySet<string> = new Set(
  ('vTaskDelay vTaskDelayUntil xTaskDelayUntil xQueueSend xQueueSendToBack xQueueSendToFront xQueueOverwrite xQueueReceive xQueuePeek xSemaphoreTake xSemaphoreGive xSemaphoreTakeRecursive ' +
    'xTaskNotify xTaskNotifyGive ulTaskNotifyTake xTaskNotifyWait xEventGroupSetBits xEventGroupWaitBits xEventGroupClearBits xStreamBufferSend xStreamBufferReceive ' +
    'xMessageBufferSend xMessageBufferReceive xTimerStart xTimerStop xTimerReset xTimerChangePeriod vTaskSuspend vTaskSuspendAll xTaskResumeAll HAL_Delay osDelay osDelayUntil ' +
    'k_sleep k_msleep k_usleep sys_msleep tx_thread_sleep rt_thread_mdelay rt_thread_delay sleep usleep nanosleep pthread_mutex_lock').split(' '),
);

/** A way of more calls than this is seldom one that is ever gone. */
const longestWay = 6;

export function interruptCallsOf(graph: Graph, contexts: Contexts): readonly Fact[] {
  return [...callsIn(graph, contexts.inInterrupt, false), ...callsIn(graph, contexts.inSignal, true)];
}

interface Sight {
  readonly way: readonly string[];
  readonly node: Node;
  readonly line: number;
  readonly callee: string;
}

/** One fact for each call of a handler, and for each sort of trouble further down, at the nearest call. */
function callsIn(graph: Graph, met: ReadonlyMap<Node, Step | undefined>, isSignal: boolean): readonly Fact[] {
  const byHandler = new Map<string, Sight[]>();
  for (const node of met.keys()) {
    const way = wayTo(node, met);
    if (way.length > longestWay || node.calls.some(({ callee }) => asksContext.test(callee))) continue;
    for (const { callee, line } of node.calls) {
      const what = trouble(callee, graph, node, isSignal);
      if (what === '') continue;
      // What the handler calls itself is told call by call; what lies below it, once.
      const key = `${rootOf(node, met).address} ${way[0] ?? ''} ${way.length === 1 ? `${callee} ${line}` : ''}\0${what}`;
      const sight = { way, node, line, callee };
      const known = byHandler.get(key);
      if (known === undefined) byHandler.set(key, [sight]);
      else known.push(sight);
    }
  }
  return [...byHandler].map(([key, sights]) => {
    const [nearest, ...others] = sights.sort((a, b) => a.way.length - b.way.length || compareText(a.node.address, b.node.address) || a.line - b.line);
    return nearest === undefined ? [] : [tell(nearest, others, key.slice(key.indexOf('\0') + 1), isSignal)];
  }).flat();
}

function tell({ way, node, line, callee }: Sight, others: readonly Sight[], what: string, isSignal: boolean): Fact {
  const through = way.length === 1 ? '' : `, by ${way.join(' → ')}`;
  const names = [...new Set(others.map((other) => other.callee))].filter((name) => name !== callee).sort();
  const more = names.length === 0 ? '' : `; so does ${names.slice(0, 5).join(', ')}`;
  return stated(node, line, {
    rule: 'C20', cwe: [479, 663], construct: `${way[0] ?? node.name} → ${way.length > 1 ? '… → ' : ''}${callee}`,
    detail: `${callee} ${what}, and ${isSignal ? 'a signal handler' : 'an interrupt'} calls it${through}${more}`,
    confidence: way.length === 1 ? 'high' : 'medium',
  });
}

function rootOf(node: Node, met: ReadonlyMap<Node, Step | undefined>): Node {
  let at = node;
  for (let step = met.get(at), count = 0; step !== undefined && count < 40; step = met.get(at), count++) at = step.from;
  return at;
}

function trouble(callee: string, graph: Graph, node: Node, isSignal: boolean): string {
  if (heapCalls.has(callee)) return 'takes or gives back heap memory, which is not safe to enter twice';
  // A device may bring a small printf of its own that keeps nothing.
  if (stateful.has(callee) && graph.resolve(callee, node.file) === undefined) return 'keeps state or a lock between calls';
  if (!isSignal && waiting.has(callee)) return 'waits or acts for a task, and has no meaning in an interrupt';
  return '';
}
