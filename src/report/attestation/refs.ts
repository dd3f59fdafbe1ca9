/** Names of the parts of an attestation document, the same wherever they are pointed at. A name from a device cannot become another one. */

export function ref(sort: string, ...names: readonly string[]): string {
  return [sort, ...names.map((name) => encodeURIComponent(name.toWellFormed()))].join(':');
}

/** The device as a whole, or one of its components. */
export function targetOf(component: string): string {
  return component === '' ? 'device' : ref('component', component);
}
