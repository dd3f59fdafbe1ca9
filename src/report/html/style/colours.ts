/** Colours, light and dark. Text keeps a contrast of 4.5 to 1 or more on its ground (WCAG 2.2, 1.4.3). */
export const colours = `
:root {
  color-scheme: light dark;
  --paper: #fcfbf8; --sheet: #ffffff; --ink: #1b1f24; --quiet: #59616a; --line: #dfdcd4; --faint: #f3f1eb;
  --link: #1d5a82; --focus: #1d5a82;
  --met: #1c6b41; --met-ground: #e6f2ea; --unmet: #a3281c; --unmet-ground: #fbe9e6;
  --unknown: #815400; --unknown-ground: #faf0d9; --na: #59616a; --na-ground: #eeeeec;
  --k-A: #6fbfa8; --k-B: #a2d6bf; --k-C: #cfe8d3; --k-D: #f3e4a6; --k-E: #f2c391; --k-F: #e89c87; --k-unknown: #d5d8da;
  --k-ink: #171b1f; --hatch: #171b1f; --outline: #1b1f24;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --sheet: #1b1f23; --ink: #e6e4df; --quiet: #a3a9af; --line: #343a40; --faint: #22272c;
    --link: #8cc4ea; --focus: #8cc4ea;
    --met: #7fd3a2; --met-ground: #17301f; --unmet: #ff9c8c; --unmet-ground: #3a1a16;
    --unknown: #ecc06a; --unknown-ground: #33270f; --na: #a3a9af; --na-ground: #272c31;
    --k-A: #155c4d; --k-B: #1f6850; --k-C: #33654c; --k-D: #6d5a17; --k-E: #7d4a18; --k-F: #862f20; --k-unknown: #474d53;
    --k-ink: #ffffff; --hatch: #ffffff; --outline: #ffffff;
  }
}
`;
