/** Type, the grid of the page, the top and the contents. System fonts only: nothing is fetched. */
export const layout = `
*, *::before, *::after { box-sizing: border-box; }
html { font: 100%/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--ink); background: var(--paper); -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 82rem; padding: 0 clamp(1rem, 3vw, 2.5rem); overflow-wrap: anywhere; }
h1, h2, h3, h4, p, ul, ol, dl, dd, table, pre { margin: 0; }
h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; overflow-wrap: anywhere; }
h1, h2 { font-family: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; font-weight: 600; letter-spacing: -0.01em; }
h1 { font-size: clamp(2rem, 5vw, 2.9rem); }
h2 { font-size: 1.7rem; }
h3 { font-size: 1.25rem; }
h4 { font-size: 1rem; }
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.86em; }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 0.06em; }
a:hover { text-decoration-thickness: 0.12em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
summary { position: relative; cursor: pointer; color: var(--link); width: fit-content; padding: 0.2rem 0; }
.quiet { color: var(--quiet); font-weight: 400; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -99rem; top: 0.5rem; padding: 0.5rem 1rem; background: var(--sheet); border: 2px solid var(--focus); z-index: 2; }
.skip:focus { left: 0.5rem; }

.top { padding: 1.6rem 0 0.5rem; }
.brand { font-weight: 600; letter-spacing: 0.02em; margin-bottom: 2.2rem; }
.plumb { color: var(--unmet); }
.about { font-size: 1.1rem; margin-top: 0.4rem; }
.use { color: var(--quiet); max-width: 46rem; margin-top: 0.2rem; }
.standing { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); margin: 1.8rem 0 1.2rem; background: var(--sheet); border: 1px solid var(--line); border-left: 0.5rem solid var(--tone); border-radius: 0.5rem; }
.standing.conforming, .standing.conforming-with-variances { --tone: var(--met); }
.standing.nonconforming { --tone: var(--unmet); }
.standing.undetermined { --tone: var(--unknown); }
.standing > div { padding: 1.4rem clamp(1rem, 2.5vw, 2rem) 1.5rem; }
.standing .level { border-left: 1px solid var(--line); }
.standing .word { font-size: 1.3rem; font-weight: 600; line-height: 1.25; margin-bottom: 0.4rem; }
.standing .verdict .word { font-size: clamp(1.7rem, 4vw, 2.3rem); color: var(--tone); }
.standing .word::first-letter { text-transform: uppercase; }
.standing .sign { display: inline-block; min-width: 1.2em; }
.standing ul { padding-left: 1.2rem; }
.baseline { margin-top: 0.6rem; }
.tally { margin-top: 1.3rem; }
.tally svg { display: block; width: 100%; height: 0.55rem; border-radius: 0.3rem; }
.tally ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.4rem; list-style: none; padding: 0; margin-top: 0.6rem; }
.tally li.met { color: var(--met); } .tally li.unmet { color: var(--unmet); } .tally li.unknown { color: var(--unknown); } .tally li.not-applicable { color: var(--na); }
rect.met { fill: var(--met); } rect.unmet { fill: var(--unmet); } rect.unknown { fill: var(--unknown); } rect.not-applicable { fill: var(--na); }
.stamp { display: flex; flex-wrap: wrap; gap: 0.6rem 2.2rem; }
.stamp dt, .facts dt { font-size: 0.82rem; color: var(--quiet); }
.stamp dd, .facts dd { font-weight: 500; }

.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 3.5rem; margin-top: 2rem; border-top: 1px solid var(--line); }
.contents { padding: 1.2rem 0; font-size: 0.94rem; }
.contents ul { list-style: none; padding: 0; }
.contents > ul { display: flex; flex-wrap: wrap; gap: 0.3rem 1.4rem; }
.contents ul ul { display: none; }
.contents a { text-decoration: none; }
.contents a:hover { text-decoration: underline; }
.contents .sign { display: inline-block; flex: none; width: 1.3em; font-weight: 700; }
.sign.met { color: var(--met); } .sign.unmet { color: var(--unmet); } .sign.unknown { color: var(--unknown); } .sign.not-applicable { color: var(--na); }
@media (min-width: 66rem) {
  .columns { grid-template-columns: 16.5rem minmax(0, 1fr); }
  .contents { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 2.6rem 0.4rem 1.5rem 0.2rem; }
  .contents > ul { display: block; }
  .contents > ul > li { padding: 0.22rem 0; }
  .contents ul ul { display: block; padding: 0.25rem 0 0.4rem; }
  .contents ul ul a { display: flex; color: inherit; padding: 0.18rem 0; line-height: 1.3; font-size: 0.9rem; }
}
main > section { padding: 2.4rem 0 1rem; }
main > section + section { border-top: 1px solid var(--line); }
.lead { color: var(--quiet); max-width: 44rem; margin: 0.35rem 0 1.3rem; }
footer { border-top: 1px solid var(--line); margin-top: 1.5rem; padding: 1.2rem 0 2.5rem; color: var(--quiet); font-size: 0.9rem; }
@media (max-width: 46rem) {
  .standing { grid-template-columns: minmax(0, 1fr); }
  .standing .level { border-left: 0; border-top: 1px solid var(--line); }
  .brand { margin-bottom: 1.2rem; }
}
`;
