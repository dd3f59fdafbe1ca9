/** Writes what a tool answered as SARIF 2.1.0: results, and file by file what it got through, with digests, so that an inspection can hold it against what ships. */
import { canonicalJson } from '../../core/canonical.ts';
import type { Result } from './tools.ts';

export interface Fate {
  readonly path: string;
  readonly sha256: string;
  readonly state: 'analysed' | 'failed' | 'skipped';
  readonly because: string;
}

export interface Log {
  readonly tool: string;
  readonly version: string;
  readonly sort: string;
  readonly options: readonly string[];
  readonly basis: string;
  readonly ended: string;
  readonly fates: readonly Fate[];
  readonly results: readonly Result[];
}

export function sarifOf(logs: readonly Log[]): string {
  return `${canonicalJson({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: logs.map(runOf) }, 1)}\n`;
}

function runOf({ tool, version, sort, options, basis, ended, fates, results }: Log): unknown {
  const rules = [...new Set(results.map(({ rule }) => rule))].sort();
  const place = (path: string): unknown => ({ physicalLocation: { artifactLocation: { uri: uriOf(path) } } });
  const notices = fates.filter(({ state }) => state !== 'analysed').map(({ path, state, because }) => ({
    level: state === 'failed' ? 'error' : 'note', descriptor: { id: `file-${state}` }, message: { text: because }, locations: [place(path)],
  }));
  return {
    tool: { driver: { name: tool, ...(version === '' ? {} : { version }), rules: rules.map((id) => ({ id })) } },
    invocations: [{ arguments: options, executionSuccessful: !fates.some(({ state }) => state === 'failed'), endTimeUtc: ended, toolExecutionNotifications: notices }],
    artifacts: fates.map(({ path, sha256 }) => ({ location: { uri: uriOf(path) }, roles: ['analysisTarget'], hashes: { 'sha-256': sha256 } })),
    properties: { 'plumbline.sort': sort, 'plumbline.basis': basis },
    results: results.map(({ rule, level, message, file, at_line: line, cwe }) => ({
      ruleId: rule, level, message: { text: message },
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...(line > 0 ? { region: { startLine: line } } : {}) } }],
      ...(cwe.length > 0 ? { taxa: cwe.map((id) => ({ id: `CWE-${id}`, toolComponent: { name: 'CWE' } })) } : {}),
    })),
  };
}

function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
