/** The component of what no component claims; it is asked about like any other part. It stands alone so that a page can hold it without the schemas of manifests. */
export const unassigned = '(unassigned)';
