/** The ledger's figures and picture. */
export const picture = `
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); gap: 1rem; margin: 0.5rem 0 1.2rem; }
.figure { display: grid; grid-template-columns: auto minmax(0, 1fr); column-gap: 1rem; align-items: center; padding: 0.9rem 1.2rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--sheet); line-height: 1.35; }
.figure strong { grid-row: span 2; font: 600 2rem/1.1 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; white-space: nowrap; }
.figure .quiet { font-size: 0.9rem; }
.treemap { display: block; width: 100%; height: auto; margin: 0.5rem 0; font-family: inherit; }
.treemap.narrow { display: none; }
@media (max-width: 40rem) { .treemap.wide { display: none; } .treemap.narrow { display: block; } }
.treemap text { fill: var(--k-ink); font-size: 14px; }
.treemap text.name { fill: var(--ink); font-weight: 600; }
.treemap text.letter { font-weight: 700; font-size: 15px; }
.treemap text.lines { font-size: 13px; }
@media (max-width: 40rem) { .crossings { display: none; } }
.crossings { display: block; width: 100%; height: auto; margin: 0.5rem 0; font-family: inherit; }
.crossings text { fill: var(--ink); font-size: 14px; }
.crossings .side { fill: var(--faint); stroke: var(--line); }
.crossings .outside { stroke-dasharray: 5 4; }
.crossings path { fill: none; stroke: var(--outline); stroke-opacity: 0.55; }
.component { fill: var(--faint); stroke: var(--line); }
.surface { fill: none; stroke: var(--outline); stroke-width: 3; stroke-dasharray: 9 4; }
.hatch * { stroke: var(--hatch); stroke-opacity: 0.13; stroke-width: 1.2; fill: none; }
.k-A { fill: var(--k-A); background: var(--k-A); } .k-B { fill: var(--k-B); background: var(--k-B); } .k-C { fill: var(--k-C); background: var(--k-C); }
.k-D { fill: var(--k-D); background: var(--k-D); } .k-E { fill: var(--k-E); background: var(--k-E); } .k-F { fill: var(--k-F); background: var(--k-F); }
.k-unknown { fill: var(--k-unknown); background: var(--k-unknown); }
.legend { list-style: none; padding: 0; margin: 0.4rem 0 1.2rem; display: flex; flex-wrap: wrap; gap: 0.35rem 1.4rem; font-size: 0.9rem; }
.swatch { display: inline-block; min-width: 1.5rem; text-align: center; font-weight: 700; color: var(--k-ink); border-radius: 0.2rem; margin-right: 0.2rem; }
.swatch.outline { border: 2px dashed var(--outline); line-height: 1; }
`;
