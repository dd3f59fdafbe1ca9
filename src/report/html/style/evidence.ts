/** Tables, chips, elements and their evidence. */
export const evidence = `
.scroll { position: relative; overflow-x: auto; margin: 0.8rem 0 1rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--sheet); }
table { border-collapse: collapse; width: 100%; font-size: 0.94rem; }
caption { text-align: left; font-size: 0.86rem; color: var(--quiet); padding: 0.6rem 0.9rem 0.3rem; }
th, td { text-align: left; vertical-align: top; padding: 0.55rem 0.9rem; border-top: 1px solid var(--line); overflow-wrap: break-word; }
td .address, td { overflow-wrap: break-word; }
thead th { font-size: 0.82rem; color: var(--quiet); font-weight: 600; white-space: nowrap; border-top: 0; }
tbody th { font-weight: 500; }
tbody th { overflow-wrap: break-word; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
#requirements td, #requirements tbody th { padding-top: 0.8rem; padding-bottom: 0.8rem; }
#requirements tbody th { width: 38%; font-weight: 600; }
.means { font-weight: 400; font-size: 0.88rem; color: var(--quiet); margin-top: 0.25rem; }
ul.means { padding-left: 1.1rem; margin: 0; }
.answers { list-style: none; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.6rem; }
.answers .because { display: block; margin-top: 0.15rem; }

.chip { display: inline-block; white-space: nowrap; font-size: 0.82rem; font-weight: 600; line-height: 1.35; padding: 0.08rem 0.55rem; border-radius: 1rem; }
.chip.met { color: var(--met); background: var(--met-ground); }
.chip.unmet { color: var(--unmet); background: var(--unmet-ground); }
.chip.unknown { color: var(--unknown); background: var(--unknown-ground); }
.chip.not-applicable { color: var(--na); background: var(--na-ground); }

.hand-in { list-style: none; padding: 0; counter-reset: item; display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.1rem; max-width: 50rem; }
.hand-in li { counter-increment: item; padding-left: 2.6rem; position: relative; }
.hand-in li::before { content: counter(item); position: absolute; left: 0; top: 0.05rem; width: 1.7rem; height: 1.7rem; border: 1px solid var(--line); border-radius: 50%; text-align: center; line-height: 1.6rem; font-variant-numeric: tabular-nums; background: var(--sheet); }
.hand-in .what { display: flex; flex-wrap: wrap; gap: 0.1rem 0.8rem; align-items: baseline; }
.hand-in[start="9"] { counter-reset: item 8; margin-top: 1.1rem; }
.worst { list-style: none; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; max-width: 56rem; }
.worst li { border-left: 3px solid var(--line); padding-left: 1rem; }
.worst li.high { border-color: var(--unmet); }
.worst pre { width: fit-content; max-width: 100%; }
.hand-in strong::first-letter { text-transform: uppercase; }
.settles { color: var(--unknown); font-size: 0.9rem; }

.element { padding: 1.6rem 0 1.4rem; }
.element + .element { border-top: 1px solid var(--line); }
.eyebrow { font-size: 0.82rem; color: var(--quiet); margin-bottom: 0.2rem; }
.objective { margin: 0.35rem 0 0.9rem; max-width: 46rem; }
.finding { border-left: 3px solid var(--tone); padding: 0.1rem 0 0.1rem 1.1rem; margin: 1.1rem 0; }
.finding.met { --tone: var(--met); } .finding.unmet { --tone: var(--unmet); } .finding.unknown { --tone: var(--unknown); } .finding.not-applicable { --tone: var(--na); }
.finding h4 .chip { margin-left: 0.3rem; }
.finding > .because { margin-top: 0.25rem; max-width: 50rem; }
.finding > .good { color: var(--quiet); font-style: italic; }
.strength { color: var(--quiet); font-size: 0.88rem; margin-top: 0.5rem; }
.rest { color: var(--quiet); font-size: 0.94rem; margin: 0.8rem 0; }
.group { background: var(--sheet); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.9rem 1.1rem; margin: 0.8rem 0; }
.message { font-weight: 600; }
.meta { font-size: 0.88rem; color: var(--quiet); }
.cwe { white-space: nowrap; }
.severity { font-weight: 600; color: var(--ink); }
.severity.high { color: var(--unmet); }
.places { list-style: none; padding: 0; margin: 0.7rem 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.6rem; }
.places.short { gap: 0.15rem; margin: 0.4rem 0; }
.gaps .places.short { padding-left: 1rem; }
.places .where { display: flex; flex-wrap: wrap; gap: 0 0.7rem; align-items: baseline; }
.address { overflow-wrap: anywhere; }
.also { font-size: 0.92rem; }
.fingerprint { font: 0.75rem ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: var(--quiet); }
.fresh { font-size: 0.75rem; font-weight: 600; color: var(--unmet); border: 1px solid currentColor; border-radius: 0.6rem; padding: 0 0.4rem; margin-left: 0.4rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--faint); border-radius: 0.3rem; padding: 0.45rem 0.8rem; margin-top: 0.25rem; }
.remedy { margin-top: 0.6rem; max-width: 50rem; }
.label { font-weight: 600; font-size: 0.94rem; margin-top: 0.7rem; }
.gaps > ul { padding-left: 1.2rem; }
.gaps .sort { color: var(--unknown); font-weight: 500; }
.law { font-size: 0.94rem; }
.law p, .law ul { margin: 0.4rem 0; }
.law ul { padding-left: 1.2rem; }
.capped { color: var(--quiet); font-size: 0.92rem; font-style: italic; margin: 0.4rem 0; }
.digest { overflow-wrap: anywhere; color: var(--quiet); }
.part { margin-top: 1.4rem; }
.part h3 { font-size: 1.05rem; margin-bottom: 0.3rem; }
.list { padding-left: 1.2rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr)); gap: 0.9rem 1.5rem; margin-bottom: 1.2rem; }
#loaded .facts { grid-template-columns: minmax(0, 1fr); gap: 0.6rem; }
#loaded .facts dd { font-weight: 400; }
@media (max-width: 40rem) {
  #requirements table, #requirements caption, #requirements tbody, #requirements tr, #requirements tbody th, #requirements tbody td { display: block; width: auto; }
  #requirements thead { display: none; }
  #requirements tbody td { border-top: 0; padding-top: 0; }
  .finding { padding-left: 0.8rem; }
  .group { padding: 0.8rem; }
}
`;
