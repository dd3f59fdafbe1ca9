/** What can be told of a device as a whole without a manifest: little. What is not known is said to be undetermined, never assumed harmless. */
import type { Inference, Manifest } from '../core/device.ts';
import type { Existing } from './existing.ts';

type About = Manifest['device'];

/** Where a name and a version stand in the build files of the root; the first that matches counts. */
const sources: readonly { readonly file: string; readonly name: RegExp; readonly version: RegExp }[] = [
  { file: 'Cargo.toml', name: /^\[package\][^[]*?^name\s*=\s*"([^"\n]{1,100})"/ms, version: /^\[package\][^[]*?^version\s*=\s*"([^"\n]{1,50})"/ms },
  { file: 'package.json', name: /"name"\s*:\s*"([^"\n]{1,100})"/, version: /"version"\s*:\s*"([^"\n]{1,50})"/ },
  { file: 'pyproject.toml', name: /^name\s*=\s*"([^"\n]{1,100})"/m, version: /^version\s*=\s*"([^"\n]{1,50})"/m },
  { file: 'CMakeLists.txt', name: /^\s*project\s*\(\s*"?([\w.+-]{1,100})/im, version: /^\s*project\s*\([^)]{0,300}?VERSION\s+"?(\d[\w.]{0,40})/im },
  { file: 'configure.ac', name: /^AC_INIT\(\[?([^\],)\n]{1,100})/m, version: /^AC_INIT\(\[?[^\],)\n]{1,100}\]?\s*,\s*\[?([\w.]{1,50})/m },
  { file: 'library.properties', name: /^name=(.{1,100})$/m, version: /^version=(.{1,50})$/m },
];

const maxBytes = 256 * 1024;
const notStated = 'not stated';

export function inferAbout(folderName: string, look: Existing): { readonly about: About; readonly inferred: readonly Inference[] } {
  const found = sources.flatMap(({ file, name, version }) => {
    const text = look.text(file, maxBytes);
    const called = text === undefined ? undefined : name.exec(text)?.[1]?.trim();
    return text === undefined || called === undefined || called === '' ? [] : [{ file, name: called, version: version.exec(text)?.[1]?.trim() }];
  })[0];
  // A bare repository is a folder `pump.git`.
  const folder = folderName.replace(/\.git$/, '') || 'unnamed device';
  // `dcmtk-3.6.7`: a source package unpacked.
  const packed = /^(.+?)[-_]v?(\d+(?:\.\d+)+[\w.+~-]*)$/.exec(folder);
  const cloned = found === undefined ? look.remoteName() : undefined;
  const about: About = {
    name: found?.name ?? cloned ?? packed?.[1] ?? folder, model: '', version: found?.version ?? packed?.[2] ?? notStated, maker: notStated, intended_use: notStated, safety_class: 'undetermined',
    connectivity: [], worst_harm: 'undetermined', multi_patient: false, patient_data: true, update_path: 'undetermined',
  };
  return {
    about,
    inferred: [
      { about: 'device.name', concluded: about.name, because: found !== undefined ? `${found.file} names it so` : cloned !== undefined ? 'the repository was cloned from one of this name' : 'it is the name of the inspected folder' },
      { about: 'device.version', concluded: about.version, because: found?.version !== undefined ? `${found.file} states it` : packed === null ? 'no build file at the root states one' : 'it stands in the name of the inspected folder' },
      { about: 'device.safety_class', concluded: 'undetermined, treated as C', because: 'IEC 62304 clause 4.3 asks for class C until a class is assigned' },
      { about: 'device.worst_harm', concluded: 'undetermined', because: 'no manifest states it' },
      { about: 'device.connectivity', concluded: 'no interface known', because: 'no manifest lists the interfaces' },
      { about: 'device.patient_data', concluded: 'true', because: 'without a statement to the contrary the device is taken to hold patient data' },
      { about: 'device.update_path', concluded: 'undetermined', because: 'no manifest states it' },
    ],
  };
}
