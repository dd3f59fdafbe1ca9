/** The other half of C20: calls in interrupts that wait, take the heap or keep state between calls. What a called library does inside is not known. */
import type { Fact } from '../../core/fact.ts';
import type { Contexts } from './contexts.ts';
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

function* callsIn(graph: Graph, met: ReadonlyMap<Node, Step | undefined>, isSignal: boolean): Generator<Fact> {
  const asking = new Set([...met.keys()].filter((node) => node.calls.some(({ callee }) => /in_?isr|inside_?interrupt|in_?irq|in_?interrupt|get_IPSR|IS_IRQ|isr_?context/iu.test(callee))));
  for (const node of [...met.keys()].sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : a.line - b.line))) {
    if (asking.has(node)) continue;
    const way = wayTo(node, met);
    if (way.length > longestWay) continue;
    const seen = new Set<string>();
    for (const call of node.calls) {
      const what = trouble(call.callee, graph, node, isSignal);
      if (what === '' || seen.has(call.callee)) continue;
      seen.add(call.callee);
      const through = way.length === 1 ? '' : `, by ${way.join(' → ')}`;
      yield stated(node, call.line, {
        rule: 'C20', cwe: [479, 663], construct: `${way[0] ?? node.name} → ${call.callee}`.replace(/ → (?=.* → )/u, way.length > 2 ? ' → … → ' : ' → '),
        detail: `${call.callee} ${what}, and ${isSignal ? 'a signal handler' : 'an interrupt'} calls it${through}`,
        confidence: way.length === 1 ? 'high' : 'medium',
      });
    }
  }
}

function trouble(callee: string, graph: Graph, node: Node, isSignal: boolean): string {
  if (heapCalls.has(callee)) return 'takes or gives back heap memory, which is not safe to enter twice';
  // A device may bring a small printf of its own that keeps nothing.
  if (stateful.has(callee) && graph.resolve(callee, node.file) === undefined) return 'keeps state or a lock between calls';
  if (!isSignal && waiting.has(callee)) return 'waits or acts for a task, and has no meaning in an interrupt';
  return '';
}
