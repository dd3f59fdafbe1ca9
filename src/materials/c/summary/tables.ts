/** Names by which firmware enters critical sections, starts tasks and connects interrupts; edit to taste. What they do is not checked. */

export type Doing = 'enter' | 'leave' | 'guarded-block' | 'task' | 'interrupt' | 'signal' | 'none';

const enters =
  /^(?:__disable_irq|__disable_interrupts?|noInterrupts|cli|__cli|DI|di|_DI|HAL_NVIC_DisableIRQ|(?:__)?NVIC_DisableIRQ|save_and_disable_interrupts|__set_PRIMASK|__set_BASEPRI|IntMasterDisable|CPU_CRITICAL_ENTER|OS_CRITICAL_ENTER|OS_ENTER_CRITICAL|local_irq_(?:save|disable)|irq_(?:lock|disable|save)|SYS_ARCH_PROTECT|sys_arch_protect|ATOMIC_START|portDISABLE_INTERRUPTS|taskDISABLE_INTERRUPTS)$|(?:enter|start|begin)_?(?:critical|crit_sect)|critical_?(?:section_?)?enter|disable_?(?:all_?)?(?:irqs?|interrupts?|ints)$|(?:^|_)(?:spin_?|mutex_?|k_)?lock(?:_irqsave|_irq)?$|mutex_(?:lock|acquire|take|enter)|semaphore_?take|(?:acquire|take)_?mutex|LockGuard|lock_guard|scoped_lock|unique_lock|MutexLock/iu;
const leaves =
  /^(?:__enable_irq|__enable_interrupts?|interrupts|sei|__sei|EI|ei|_EI|HAL_NVIC_EnableIRQ|(?:__)?NVIC_EnableIRQ|restore_interrupts|IntMasterEnable|CPU_CRITICAL_EXIT|OS_CRITICAL_EXIT|OS_EXIT_CRITICAL|local_irq_(?:restore|enable)|irq_(?:unlock|enable|restore)|SYS_ARCH_UNPROTECT|sys_arch_unprotect|ATOMIC_END|portENABLE_INTERRUPTS|taskENABLE_INTERRUPTS)$|(?:exit|leave|end|stop)_?(?:critical|crit_sect)|critical_?(?:section_?)?(?:exit|leave)|enable_?(?:all_?)?(?:irqs?|interrupts?|ints)$|unlock(?:_irqrestore|_irq)?$|mutex_(?:release|give|exit)|semaphore_?give|(?:release|give)_?mutex/iu;

const named = new Map<string, Doing>([
  ...'ATOMIC_BLOCK K_SPINLOCK CRITICAL_SECTION'.split(' ').map((name): [string, Doing] => [name, 'guarded-block']),
  ...('xTaskCreate xTaskCreateStatic xTaskCreatePinnedToCore xTaskCreateStaticPinnedToCore xTaskCreateRestricted osThreadNew osThreadCreate osThreadDef osThreadStaticDef k_thread_create K_THREAD_DEFINE ' +
    'pthread_create tx_thread_create rt_thread_create rt_thread_init sys_thread_new OSTaskCreate OSTaskCreateExt chThdCreateStatic chThdCreate thread_create Task_create')
    .split(' ').map((name): [string, Doing] => [name, 'task']),
  ...('attachInterrupt attachInterruptArg attachInterruptVector IRQ_CONNECT IRQ_DIRECT_CONNECT irq_connect_dynamic NVIC_SetVector irq_set_exclusive_handler irq_add_shared_handler ' +
    'gpio_isr_handler_add esp_intr_alloc timer_isr_register gpio_isr_register XScuGic_Connect IntRegister MAP_IntRegister GPIOIntRegister TimerIntRegister UARTIntRegister ' +
    'gpio_set_irq_enabled_with_callback timerAttachInterrupt R_ICU_VectorSet')
    .split(' ').map((name): [string, Doing] => [name, 'interrupt']),
  ['signal', 'signal'],
  ['bsd_signal', 'signal'],
  ['lock', 'none'],
]);

/** Names repeat; a device has some ten thousand of them. */
const mostKnown = 50_000;

/** What a call by this name does to the flow of control, by its name alone. */
export function doingOf(name: string): Doing {
  const known = named.get(name);
  if (known !== undefined) return known;
  const doing: Doing = leaves.test(name) ? 'leave' : enters.test(name) ? 'enter' : 'none';
  if (named.size < mostKnown) named.set(name, doing);
  return doing;
}

/** Handlers by the naming of CMSIS and of vendors' start-up files; faults and the reset are no interrupts that share work. */
const handlers = /\w_IRQ_?Handler$|^(?:SysTick|PendSV|SVC)_Handler$|^[A-Z][A-Z0-9]*(?:_\d+)?_Handler$|(?:^|_)(?:isr|ISR|Isr)$|_irq_handler$/u;
const handlerMacros = /^(?:ISR|SIGNAL|CY_ISR|INTERRUPT_HANDLER|OS_ISR|ISR_DIRECT_DECLARE|USER_INTERRUPT)\(/u;
/** Callbacks that the STM32 HAL calls from its interrupt handlers. */
const halCallbacks = /^HAL_(?!.*(?:Register|Msp))\w+(?:Callback|ISR)$/u;
const notHandlers = /^(?:Reset|HardFault|NMI|BusFault|UsageFault|MemManage|Default|Error|RESET|NMI|ERROR|DEFAULT)_Handler$/u;

export function isHandlerName(name: string, takesNothing: boolean): boolean {
  if (handlerMacros.test(name)) return true;
  return (takesNothing && handlers.test(name) && !notHandlers.test(name)) || halCallbacks.test(name);
}

export const handlerWords: ReadonlySet<string> = new Set(['__irq', '__interrupt', '__interrupt__', 'interrupt', 'INTERRUPT', '_Interrupt', 'IRQ_HANDLER', 'INTERRUPT_GEN', 'CY_ISR_PROTO', 'PLAT_ISR', 'SIG_HANDLER']);
export const weakWords: ReadonlySet<string> = new Set(['__weak', 'weak', 'WEAK', '__WEAK', '__weak__', 'portWEAK_SYMBOL', 'OS_WEAK']);

/** Functions that the system calls as a thread of its own: by their names, where nothing in the source says it. */
export function isTaskName(name: string, parameters: number): boolean {
  return /^(?:main|app_main|loop|_?tmain|wmain|task[A-Z]\w*)$/u.test(name) || ((parameters === 1 || parameters === 3) && /(?:Task|_task|Thread|_thread)$/u.test(name));
}

/** Tables of interrupt vectors by their names and sections. */
export const vectorTable = /vector|isr_vect|intvec|vects$/iu;
