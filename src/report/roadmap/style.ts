/** What the pages of a roadmap need beyond the style sheet of the report: two plots, axes, bars, and a plan to sign. */
export const roadmapStyle = `
.plot { width: 100%; height: auto; max-width: 46rem; display: block; margin: 0.6rem 0; }
.plot text { fill: var(--ink); font: 12px system-ui, sans-serif; }
.plot .name { paint-order: stroke; stroke: var(--sheet); stroke-width: 3px; }
.plot .quiet { fill: var(--quiet); }
.plot .frame { fill: var(--sheet); stroke: var(--line); }
.plot .grid { stroke: var(--line); stroke-width: 1; }
.plot .zone { fill: var(--faint); }
.plot .threshold { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 4 4; }
.plot .dot { stroke: var(--paper); stroke-width: 1.5; }
.plot .replace-now { fill: var(--unmet); } .plot .wrap-and-isolate { fill: var(--unknown); } .plot .harden-and-fuzz { fill: var(--link); } .plot .leave { fill: var(--quiet); }
.plot .line { fill: none; stroke-width: 2.5; }
.plot .do-nothing { stroke: var(--unmet); } .plot .new-code-only { stroke: var(--unknown); stroke-dasharray: 7 4; } .plot .plan { stroke: var(--met); }
.plot .band { stroke: none; opacity: 0.16; }
.plot .band.do-nothing { fill: var(--unmet); } .plot .band.new-code-only { fill: var(--unknown); } .plot .band.plan { fill: var(--met); }
.roadmap section { padding: 1.6rem 0 0.4rem; }
.roadmap p, .roadmap ul, .roadmap .scroll { margin: 0.55rem 0; }
.roadmap h3 { margin: 1.3rem 0 0.4rem; }
.roadmap header { padding-top: 2.2rem; }
.plot-scroll .plot { min-width: 30rem; }
.roadmap { max-width: 66rem; margin: 0 auto; padding: 0 1.2rem 3rem; }
.roadmap table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
.roadmap th, .roadmap td { text-align: left; vertical-align: top; padding: 0.4rem 0.6rem; border-bottom: 1px solid var(--line); }
.roadmap td.n, .roadmap th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.roadmap .scroll { overflow-x: auto; }
.roadmap td { overflow-wrap: anywhere; min-width: 4.5rem; }
.roadmap .said { color: var(--quiet); }
.roadmap details { border-bottom: 1px solid var(--line); padding: 0.5rem 0; }
.roadmap summary { cursor: pointer; display: flex; gap: 0.8rem; align-items: baseline; flex-wrap: wrap; }
.roadmap summary .name { font-weight: 600; overflow-wrap: anywhere; }
.outcome { font-size: 0.85rem; padding: 0.1rem 0.5rem; border-radius: 0.8rem; white-space: nowrap; }
.outcome.replace-now { color: var(--unmet); background: var(--unmet-ground); } .outcome.wrap-and-isolate { color: var(--unknown); background: var(--unknown-ground); }
.outcome.harden-and-fuzz { color: var(--link); background: var(--faint); } .outcome.leave { color: var(--na); background: var(--na-ground); }
.roadmap .scores { font-variant-numeric: tabular-nums; white-space: nowrap; }
.signature { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 2.2rem 2rem; margin-top: 2rem; }
.signature div { border-top: 1px solid var(--ink); padding-top: 0.3rem; font-size: 0.9rem; }
.draft { border: 1px solid var(--unknown); background: var(--unknown-ground); color: var(--unknown); padding: 0.6rem 0.9rem; border-radius: 4px; }
@media print { .roadmap details { break-inside: avoid; } .roadmap { max-width: none; padding: 0; } .plot { break-inside: avoid; } #plan, #simulation { break-before: page; } }
`;
