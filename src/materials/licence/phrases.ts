/** Recognises a licence text by phrases that only it has. A text with phrases of several is named by none. */

interface Phrase {
  readonly id: string;
  readonly all: readonly RegExp[];
  readonly none?: readonly RegExp[];
}

const gnu = (name: string, version: string, id: string): Phrase => ({ id, all: [new RegExp(`gnu ${name}general public license`), new RegExp(`version ${version}[ ,]`)] });
const redistribution = /redistribution and use in source and binary forms/;

/** In order: a text that quotes another licence comes before it. White space is one blank, letters are small. */
const phrases: readonly Phrase[] = [
  { id: 'AGPL-3.0', all: [/gnu affero general public license/, /version 3/] },
  { ...gnu('lesser ', '3', 'LGPL-3.0') },
  { ...gnu('lesser ', '2\\.1', 'LGPL-2.1') },
  { ...gnu('library ', '2', 'LGPL-2.0') },
  { ...gnu('', '3', 'GPL-3.0') },
  { ...gnu('', '2', 'GPL-2.0') },
  { id: 'Apache-2.0', all: [/apache license/, /version 2\.0/] },
  { id: 'MPL-2.0', all: [/mozilla public license/, /(?:version|v\.) ?2\.0/] },
  { id: 'MPL-1.1', all: [/mozilla public license/, /version 1\.1/] },
  { id: 'EPL-2.0', all: [/eclipse public license/, /v(?:ersion)? ?2\.0/] },
  { id: 'EPL-1.0', all: [/eclipse public license/, /v(?:ersion)? ?1\.0/] },
  { id: 'BUSL-1.1', all: [/business source license 1\.1/] },
  { id: 'BSL-1.0', all: [/boost software license/] },
  { id: 'Unlicense', all: [/this is free and unencumbered software released into the public domain/] },
  { id: 'CC0-1.0', all: [/cc0 1\.0 universal/] },
  { id: 'Zlib', all: [/altered source versions must be plainly marked as such/, /the origin of this software must not be misrepresented/] },
  { id: 'OpenSSL', all: [/openssl project for use in the openssl toolkit/] },
  { id: 'ISC', all: [/permission to use, copy, modify, and(?:\/or)? distribute this software for any purpose with or without fee/], none: [redistribution] },
  { id: 'MIT', all: [/permission is hereby granted, free of charge, to any person obtaining a copy/], none: [redistribution] },
  { id: 'BSD-4-Clause', all: [redistribution, /all advertising materials mentioning features/] },
  { id: 'BSD-3-Clause', all: [redistribution, /neither the names? of|may not be used to endorse or promote products/] },
  { id: 'BSD-2-Clause', all: [redistribution] },
];

/** The beginning holds the name, and short licences whole; long ones name themselves at the top. */
const reach = 16_384;

export function licenceOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, reach)).toString('latin1');
  const stated = /SPDX-License-Identifier:\s*([\w.+-]+)\s*$/m.exec(text)?.[1];
  if (stated !== undefined) return stated;
  const plain = text.toLowerCase().replace(/[\s*#>|]+/g, ' ');
  const title = phrases.find((phrase) => fits(phrase, plain.slice(0, 600)) && !phrase.all.includes(redistribution));
  return (title ?? phrases.find((phrase) => fits(phrase, plain)))?.id ?? '';
}

function fits({ all, none = [] }: Phrase, text: string): boolean {
  return all.every((sign) => sign.test(text)) && !none.some((sign) => sign.test(text));
}
