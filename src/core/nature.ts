/** What an artifact is to an inspection: the coarse sort that decides which words concern it. It names no format. */

/**
 * - `source`: text a compiler or interpreter turns into device behaviour
 * - `image`: built code as it ships (ELF, flat and hex images)
 * - `bill`: a bill of materials
 * - `settings`: configuration and content that steers code
 * - `analysis`: what a tool reported about the device (SARIF, JUnit, compile database)
 * - `statement`: what a person states about the device, bound to digests
 * - `other`: everything that is none of these and cannot run (prose, pictures, licences)
 */
export const natures = ['source', 'image', 'bill', 'settings', 'analysis', 'statement', 'other'] as const;

export type Nature = (typeof natures)[number];
