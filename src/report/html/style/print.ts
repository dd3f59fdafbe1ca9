/** Paper: numbered pages, headers of tables repeated, nothing cut in two that belongs together, and folded evidence unfolded. */
export const print = `
@page { size: A4; margin: 17mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; } }
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --sheet: #fff; --ink: #000; --quiet: #444; --line: #bbb; --faint: #f4f4f4; --link: #000;
    --met: #1c6b41; --met-ground: #fff; --unmet: #a3281c; --unmet-ground: #fff; --unknown: #815400; --unknown-ground: #fff; --na: #444; --na-ground: #fff;
    --k-A: #6fbfa8; --k-B: #a2d6bf; --k-C: #cfe8d3; --k-D: #f3e4a6; --k-E: #f2c391; --k-F: #e89c87; --k-unknown: #d5d8da; --k-ink: #000; --hatch: #000; --outline: #000;
  }
  html { font-size: 9.5pt; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body { max-width: none; padding: 0; }
  .skip, .contents { display: none; }
  .columns { display: block; border-top: 0; margin-top: 0; }
  .chip { border: 1px solid currentColor; }
  .scroll { overflow: visible; }
  a { text-decoration: none; }
  main > section { padding: 1.2rem 0 0.5rem; }
  #elements, #ledger { break-before: page; }
  h2, h3, h4, .eyebrow, .message, .label, caption, summary { break-after: avoid; }
  .figure, .standing, .treemap, .hand-in li, .worst li, .places li, tr, .legend { break-inside: avoid; }
  thead { display: table-header-group; }
  table { font-size: 8.5pt; }
  th, td { padding: 0.35rem 0.5rem; }
  .places.short { display: block; columns: 2; }
  .group:has(.places.short) { break-inside: auto; }
  .group { break-inside: avoid; }
  details > summary { color: var(--ink); list-style: none; font-weight: 600; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
