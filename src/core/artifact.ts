/** One file of the device as the inspection knows it after it was looked at. It does not hold the bytes. */

/** `material` is absent when nobody recognised the bytes; `trouble` says why the bytes could not be had or used. */
export interface Artifact {
  readonly component: string;
  readonly path: string;
  readonly inside?: string;
  /** Size in bytes. */
  readonly size: number;
  /** SHA-256 of the bytes, lower-case hexadecimal (FIPS 180-4); empty when the bytes could not be read. */
  readonly sha256: string;
  readonly material?: string;
  readonly trouble?: string;
}
