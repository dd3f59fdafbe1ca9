/** A roadmap for the terminal: units in order with both axes, what stands ready, what a plan may bring. It shows; it weighs nothing. */
import { plain } from '../escape.ts';
import type { AxisInput, Unit } from '../../roadmap/model.ts';
import type { RoadmapDocument } from './document.ts';

/** Units shown with their inputs; the rest are one line each. */
const shownWhole = 5;
const shownAtAll = 40;

export function textOfRoadmap({ roadmap, simulation, assumption }: RoadmapDocument, width: number): string {
  const { device, units, history, leftOut } = roadmap;
  const unsafe = units.filter(({ unsafeCode }) => unsafeCode > 0);
  const safe = units.length - unsafe.length;
  const rows = unsafe.slice(0, shownAtAll).map((unit) => `${score(unit.risk.score)} ${score(unit.feasibility.score)}   ${unit.outcome.padEnd(17)} ${plain(unit.name)} (${unit.unsafeCode.toLocaleString('en-US')} lines)`);
  const more = unsafe.length > shownAtAll ? [`… and ${unsafe.length - shownAtAll} more; --format json holds all`] : [];
  const out = [
    `Roadmap of ${[device.name, device.version].filter((part) => part !== '').map(plain).join(' ')}, as of ${roadmap.as_of}`,
    ...(device.nameBecause === '' ? [] : wrapped(`No plumbline.yaml: it is called so because ${plain(device.nameBecause)}`, width, '  ')),
    '',
    'risk feas outcome           unit',
    ...rows.map((row) => ` ${row}`),
    ...more,
    ...(safe === 0 ? [] : ['', `${safe} ${safe === 1 ? 'unit is' : 'units are'} memory safe already.`]),
    '',
    ...unsafe.slice(0, shownWhole).flatMap((unit) => wholeUnit(unit, width)),
    'What stands ready',
    ...readinessLines(roadmap.readiness, width),
    'What a plan may bring (open in the field, first year = 1)',
    ...simulation.scenarios.map(({ name, field }) => {
      const last = field.at(-1);
      return `  ${name.padEnd(14)} after ${simulation.years} years ${number(last?.middle)} (${number(last?.low)} to ${number(last?.high)})`;
    }),
    ...wrapped(`assumed: ${assumption}; seed ${simulation.seed}, ${simulation.draws} draws; --format html shows all parameters with sources`, width, '  '),
    '',
    `History: ${history.commits.toLocaleString('en-US')} changes to sources up to ${history.day === '' ? 'no day' : history.day}; left out: ${Object.entries(history.leftOut).map(([what, count]) => `${count} ${what}`).join(', ') || 'nothing'}`,
    ...history.troubles.map((trouble) => `  ${plain(trouble)}`),
    ...leftOut.map(({ what, files, code }) => `Left out: ${files} files, ${code.toLocaleString('en-US')} lines ${what}`),
    '',
  ];
  return out.join('\n');
}

function wholeUnit(unit: Unit, width: number): readonly string[] {
  return [
    `${plain(unit.name)}: ${unit.outcome}`,
    ...unit.because.flatMap((why) => wrapped(why, width, '  ')),
    `  risk ${unit.risk.score} (${unit.risk.told} of 100 points could be told)`,
    ...unit.risk.inputs.flatMap((one) => inputLines(one, width)),
    `  feasibility ${unit.feasibility.score} (${unit.feasibility.told} of 100 points could be told)`,
    ...unit.feasibility.inputs.flatMap((one) => inputLines(one, width)),
    ...unit.mendings.slice(0, 3).flatMap((mending) => wrapped(`mended ${mending.day} ${mending.commit}: ${mending.subject}`, width, '  ')),
    '',
  ];
}

function inputLines({ title, points, most, said, source, overridden }: AxisInput, width: number): readonly string[] {
  const by = overridden === undefined ? '' : `; overridden from ${overridden.from ?? '?'}: ${overridden.reason}`;
  return wrapped(`${(points === undefined ? '?' : String(points)).padStart(4)}/${most}  ${title}: ${said} [${source}]${by}`, width, '    ');
}

function readinessLines(readiness: RoadmapDocument['roadmap']['readiness'], width: number): readonly string[] {
  return Object.entries(readiness).flatMap(([component, { family, core, system, ways }]) => {
    const [rust] = ways;
    const part = [family, core, system].filter((one) => one !== '').join(', ');
    return [
      ...wrapped(`${component}: ${part === '' ? 'the part was not recognised' : part}`, width, '  '),
      ...(rust?.offers ?? []).flatMap((one) => wrapped(`Rust offers ${one}`, width, '    ')),
      ...(rust?.missing ?? []).flatMap((one) => wrapped(`missing: ${one}`, width, '    ')),
    ];
  }).concat('');
}

export function textOfStatus({ status, plan }: RoadmapDocument): string {
  const lines = status.lines.map(({ state, about, said }) => `${state.padEnd(12)} ${plain(about)}: ${plain(said)}`);
  return [`${plain(plan.title)}: ${status.value}, as of ${status.as_of}`, '', ...lines, ''].join('\n');
}

function score(value: number): string {
  return String(value).padStart(3);
}

function number(value: number | undefined): string {
  return (value ?? 0).toFixed(2);
}

function wrapped(text: string, width: number, indent: string): readonly string[] {
  const lines: string[] = [];
  for (const word of plain(text).split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || indent.length + 2 + last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line, at) => `${indent}${at === 0 ? '' : '  '}${line}`);
}
