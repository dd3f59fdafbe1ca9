/** A process that has loaded one test file, and what may be asked of it. A process that does not answer in time is ended. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Answer, Measured, Question } from './order.ts';

const here = import.meta.dirname;

/** Of a process that ended or was ended before it answered. */
export type Silence = { readonly said: 'ended' };

export interface Session {
  readonly ask: (question: Question, milliseconds: number) => Promise<Answer | Silence>;
  readonly end: () => Promise<void>;
}

export interface Place {
  readonly root: string;
  /** The file that holds the `Order`. */
  readonly order: string;
  readonly folder: string;
}

function started({ root, order, folder }: Place, file: string, mode: string, made: number): ChildProcess {
  const hook = pathToFileURL(join(here, 'hook.ts')).href;
  const env = { ...process.env, MUTATION_ORDER: order, MUTATION_MADE: String(made), PLUMBLINE_TEST_WORLD: join(folder, 'world.bin'), NODE_COMPILE_CACHE: join(folder, 'compiled'), NODE_NO_WARNINGS: '1' };
  return fork(join(here, 'ask.ts'), [file, mode], { cwd: root, env, execArgv: ['--import', hook], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
}

/** The next message, or silence when none came in time. */
function heard<Message>(child: ChildProcess, milliseconds: number): Promise<Message | Silence> {
  return new Promise((resolve) => {
    const done = (message: Message | Silence): void => {
      clearTimeout(clock);
      child.off('message', onMessage);
      child.off('exit', onExit);
      resolve(message);
    };
    const onMessage = (message: unknown): void => done(message as Message);
    const onExit = (): void => done({ said: 'ended' });
    const clock = setTimeout(() => {
      child.kill('SIGKILL');
      done({ said: 'ended' });
    }, milliseconds);
    child.on('message', onMessage);
    child.on('exit', onExit);
    if (child.exitCode !== null || child.signalCode !== null) onExit();
  });
}

export async function measure(place: Place, file: string): Promise<Measured | Silence> {
  return heard<Measured>(started(place, file, 'measure', -1), 300_000);
}

/** `made` is the change that is made from the start, or below zero for none. An answer comes at once when loading fails with it. */
export async function open(place: Place, file: string, made: number, milliseconds: number): Promise<Session | Answer | Silence> {
  const child = started(place, file, 'ask', made);
  const first = await heard<'ready' | Answer>(child, milliseconds);
  if (first !== 'ready') return first;
  return {
    ask: (question, time) => {
      const answer = heard<Answer>(child, time);
      if (child.connected) child.send(question);
      return answer;
    },
    end: () => new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      const clock = setTimeout(() => child.kill('SIGKILL'), 10_000);
      child.once('exit', () => {
        clearTimeout(clock);
        resolve();
      });
      if (child.connected) child.disconnect();
    }),
  };
}
