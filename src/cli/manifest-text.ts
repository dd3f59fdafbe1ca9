/** Writes a device as the text of a manifest, with a remark at everything that was inferred. */
import { Document, isMap, isScalar, type YAMLMap } from 'yaml';
import type { Device } from '../core/device.ts';

/** YAML for `plumbline.yaml`, format 1. What was inferred carries the reason as a comment, so that it is not taken for known. */
export function manifestText({ about, components, setAside, inferred }: Device): string {
  const document = new Document({ plumbline: 1, device: about, components, set_aside: setAside });
  document.commentBefore = ' The device under inspection. Schema: schema/manifest.schema.json\n Lines marked "inferred" were concluded from the files; correct them.';
  for (const { about: subject, because } of inferred) remark(document, subject, because);
  return document.toString({ lineWidth: 110 });
}

/** `subject` is a dotted path (`device.name`) or the name of a component. */
function remark(document: Document, subject: string, because: string): void {
  const comment = ` inferred: ${because.replaceAll('\n', ' ')}`;
  const path = subject.split('.');
  const node = document.getIn(path[0] === 'device' ? path : ['device', ...path], true);
  if (isScalar(node)) {
    node.comment = comment;
    return;
  }
  const parts = document.get('components');
  const items = parts !== null && typeof parts === 'object' && 'items' in parts ? (parts.items as readonly unknown[]) : [];
  const part = items.find((item): item is YAMLMap => isMap(item) && item.get('name') === subject.replace(/^component[s]? /, ''));
  const name = part?.get('name', true);
  if (isScalar(name)) name.comment = comment;
}
