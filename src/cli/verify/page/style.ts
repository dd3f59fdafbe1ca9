/** The style sheet of the verifier page, on the colours of the reports. */
import { colours } from '../../../report/html/style/colours.ts';

export const style = `${colours}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 48rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .4rem; }
h3 { font-size: 1rem; margin: .8rem 0 .2rem; }
p { margin: .25rem 0; }
.quiet { color: var(--quiet); }
fieldset { border: 1px solid var(--line); border-radius: .5rem; background: var(--sheet); margin: 1rem 0; padding: .5rem 1rem 1rem; min-width: 0; }
legend { font-weight: 600; padding: 0 .4rem; }
label { display: block; margin: .5rem 0 .15rem; }
input { font: inherit; color: inherit; max-width: 100%; }
input[type=text], input[type=date] { border: 1px solid var(--quiet); border-radius: .3rem; background: var(--paper); padding: .35rem .5rem; width: 20rem; }
#zone { border: 2px dashed var(--quiet); border-radius: .5rem; padding: 1rem; margin: .5rem 0; }
#zone.over { border-color: var(--link); background: var(--faint); }
#chosen { font-weight: 600; overflow-wrap: anywhere; }
button { font: inherit; font-weight: 600; border: 0; border-radius: .4rem; padding: .6rem 1.4rem; background: var(--link); color: var(--sheet); cursor: pointer; }
button[aria-busy] { opacity: .6; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
#outcome:focus { outline: none; }
#verdict { border-radius: .5rem; padding: 1rem 1.2rem; margin-top: 1.5rem; border-left: .6rem solid currentColor; overflow-wrap: anywhere; }
#verdict span { font-size: 1.6rem; font-weight: 700; margin-right: .6rem; }
#verdict strong { font-size: 1.4rem; }
#verdict p { color: var(--ink); }
.good { background: var(--met-ground); color: var(--met); }
.bad { background: var(--unmet-ground); color: var(--unmet); }
.open { background: var(--unknown-ground); color: var(--unknown); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
ul { margin: .2rem 0; padding-left: 1.2rem; }
li { overflow-wrap: anywhere; margin: .15rem 0; }
code { font: .9em ui-monospace, monospace; background: var(--faint); padding: 0 .2rem; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
@media print { form, .quiet { display: none; } }
`;
