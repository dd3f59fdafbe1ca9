/** Paths of a device as relative references (RFC 3986). It lets no name leave its folder. */

/** Percent-encoded by segment (RFC 3986 §2.1), so that no name can leave its folder, start a scheme or carry a query. */
export function uriOf(path: string): string {
  const segments = path.toWellFormed().split('/').filter((segment) => segment !== '');
  return segments.map((segment) => (/^\.{1,2}$/.test(segment) ? segment.replaceAll('.', '%2E') : encodeURIComponent(segment))).join('/');
}
