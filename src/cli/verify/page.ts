export function verifierPage(_: unknown): string { return ""; }
