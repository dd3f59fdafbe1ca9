/** All that was observed of a device, by component and word, and what of it a component's judgement may see. */
import type { Artifact } from '../core/artifact.ts';
import type { Device } from '../core/device.ts';
import type { Blank, Fact, FactKind } from '../core/fact.ts';
import type { Nature } from '../core/nature.ts';
import type { Observed } from '../core/tally.ts';

/** What the judge must know of a material: its nature and the words its probes answer. */
export interface MaterialAnswers {
  readonly nature: Nature;
  readonly answers: ReadonlySet<string>;
}

/** Evidence of these natures speaks about the whole device, wherever it lies. */
const deviceWide: ReadonlySet<Nature> = new Set<Nature>(['bill', 'analysis', 'statement']);

interface Shelf {
  readonly artifacts: Artifact[];
  readonly facts: Map<string, Fact[]>;
  readonly blanks: Map<string, Blank[]>;
}

/** Facts, blanks and artifacts that a judgement or a tally may see. */
export interface View {
  readonly artifacts: readonly Artifact[];
  readonly facts: (word: string) => readonly Fact[];
  readonly blanks: (word: string) => readonly Blank[];
}

/** The record of one inspection; filled by observation and tallies, then only read. */
export interface DeviceRecord {
  readonly device: Device;
  readonly materials: ReadonlyMap<string, MaterialAnswers>;
  readonly addArtifact: (artifact: Artifact) => void;
  /** `from` is the material it was seen in; absent for what a tally drew. */
  readonly addFact: (fact: Fact, from?: string) => void;
  /** Takes facts out, as if they had not been filed; they are known by being the same objects. */
  readonly withdraw: (facts: readonly Fact[]) => void;
  readonly addBlank: (blank: Blank, from?: string) => void;
  /** What a tally sees of a component: everything that lies in it. */
  readonly of: (component: string) => Observed;
  /** What lies in a component and speaks only about it. */
  readonly own: (component: string) => View;
  /** Evidence that speaks about the whole device, wherever it lies. */
  readonly evidence: View;
  /** Every fact of a word, wherever it lies, in order of filing. */
  readonly everywhere: (word: string) => readonly Fact[];
}

export function deviceRecord(device: Device, materials: ReadonlyMap<string, MaterialAnswers>): DeviceRecord {
  const own = shelves();
  const handedIn = shelves();
  const evidence = emptyShelf();
  const everywhere = new Map<string, Fact[]>();
  const isEvidence = (material: string | undefined): boolean => {
    const nature = material === undefined ? undefined : materials.get(material)?.nature;
    return nature !== undefined && deviceWide.has(nature);
  };
  return {
    device,
    materials,
    addArtifact: (artifact) => {
      const targets = isEvidence(artifact.material) ? [handedIn(artifact.component), evidence] : [own(artifact.component)];
      for (const target of targets) target.artifacts.push(artifact);
    },
    addFact: (fact, from) => {
      push(everywhere, fact.word, fact);
      const targets = isEvidence(from) ? [handedIn(fact.place.component), evidence] : [own(fact.place.component)];
      for (const target of targets) push(target.facts, fact.word, fact);
    },
    withdraw: (facts) => {
      const gone = new Set(facts);
      const words = new Set(facts.map(({ word }) => word));
      const components = [...new Set(facts.map(({ place }) => place.component))];
      for (const lists of [everywhere, evidence.facts, ...components.flatMap((component) => [own(component).facts, handedIn(component).facts])]) {
        for (const word of words) {
          const list = lists.get(word);
          if (list !== undefined) lists.set(word, list.filter((fact) => !gone.has(fact)));
        }
      }
    },
    addBlank: (blank, from) => {
      const targets = isEvidence(from) ? [handedIn(blank.place.component), evidence] : [own(blank.place.component)];
      for (const target of targets) push(target.blanks, blank.word, blank);
    },
    of: (component) => {
      const view = joined([viewOf(own(component)), viewOf(handedIn(component))]);
      const everyBlank = (): readonly Blank[] => [own(component), handedIn(component)].flatMap((s) => [...s.blanks.values()].flat());
      return { ...view, everyBlank, facts: <Value>(kind: FactKind<Value>) => view.facts(kind.word) as readonly Fact<Value>[] };
    },
    own: (component) => viewOf(own(component)),
    evidence: viewOf(evidence),
    everywhere: (word) => everywhere.get(word) ?? [],
  };
}

/** Several views as one; lists are joined in order. */
export function joined(views: readonly View[]): View {
  return {
    artifacts: views.flatMap((view) => view.artifacts),
    facts: (word) => concat(views.map((view) => view.facts(word))),
    blanks: (word) => concat(views.map((view) => view.blanks(word))),
  };
}

function concat<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const filled = lists.filter((list) => list.length > 0);
  return filled.length === 1 ? (filled[0] ?? []) : filled.flat();
}

function shelves(): (component: string) => Shelf {
  const byComponent = new Map<string, Shelf>();
  return (component) => {
    const known = byComponent.get(component) ?? emptyShelf();
    byComponent.set(component, known);
    return known;
  };
}

function viewOf(shelf: Shelf): View {
  return {
    artifacts: shelf.artifacts,
    facts: (word) => shelf.facts.get(word) ?? [],
    blanks: (word) => shelf.blanks.get(word) ?? [],
  };
}

function emptyShelf(): Shelf {
  return { artifacts: [], facts: new Map(), blanks: new Map() };
}

function push<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}
