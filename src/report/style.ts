import { html } from './markup.ts';

/**
 * How the report looks, on screen by day and by night and on paper. Colours follow the reader's system; each pair of
 * text and ground has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3).
 */
export const style = html`<style>
:root {
  color-scheme: light dark;
  --ground: #fbfbfa; --sheet: #ffffff; --ink: #1d2329; --quiet: #59636e; --line: #dfe2e6; --row: #f4f5f6;
  --good: #1a7446; --good-soft: #e4f3ea; --bar: #3f9d6c; --bad: #b3261e; --bad-soft: #fbe9e7;
  --warn: #8a5300; --warn-soft: #fdf1dc; --move: #3b6fd4; --move-soft: #e3ebfb; --accent: #2a5db0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15181c; --sheet: #1b1f24; --ink: #e3e7eb; --quiet: #9aa5b1; --line: #343b43; --row: #20252b;
    --good: #6fcf97; --good-soft: #173325; --bar: #3f9d6c; --bad: #ff8a80; --bad-soft: #421d1b;
    --warn: #f0b866; --warn-soft: #3a2b12; --move: #86aaf2; --move-soft: #1e2b47; --accent: #8db4f5;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
  font: 15px/1.55 system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; font-variant-numeric: tabular-nums;
}
main { max-width: 1024px; margin: 0 auto; padding: 40px 32px 72px; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0; font-weight: 600; text-wrap: balance; }
h1 { font-size: 30px; letter-spacing: -0.01em; }
h2 { font-size: 20px; margin: 52px 0 14px; padding-bottom: 8px; border-bottom: 1px solid var(--line); }
h3 { font-size: 16px; }
h3.second { margin-top: 22px; }
h4 { font-size: 13px; color: var(--quiet); margin: 16px 0 4px; }
p { margin: 0 0 8px; max-width: 84ch; }
a { color: var(--accent); }
.kicker { color: var(--quiet); font-size: 13px; margin-bottom: 6px; }
.quiet { color: var(--quiet); }
svg.icon { width: 1.1em; height: 1.1em; vertical-align: -0.18em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; flex: none; }
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); } .idle { color: var(--quiet); }
.outcome { margin: 22px 0 28px; padding: 16px 20px; border-radius: 8px; border-left: 5px solid; background: var(--row); }
.outcome.good { border-color: var(--good); background: var(--good-soft); }
.outcome.bad { border-color: var(--bad); background: var(--bad-soft); }
.outcome.warn { border-color: var(--warn); background: var(--warn-soft); }
.outcome strong { display: flex; gap: 10px; align-items: center; font-size: 19px; font-weight: 600; }
.outcome p { margin: 4px 0 0; max-width: 92ch; color: var(--ink); }
dl.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(230px, 1fr)); gap: 18px 28px; margin: 0; }
dl.facts dt { font-size: 12.5px; color: var(--quiet); }
dl.facts dd { margin: 1px 0 0; font-weight: 600; }
dl.facts dd span { display: block; font-weight: 400; font-size: 13px; color: var(--quiet); }
dl.facts dd.exact { font-weight: 400; }
dl.facts .wide { grid-column: 1 / -1; }
code, pre, .mono { font-family: ui-monospace, 'Cascadia Mono', Consolas, 'DejaVu Sans Mono', monospace; font-size: 12.5px; }
ul.attention { list-style: none; margin: 0; padding: 0; }
ul.attention li { display: flex; gap: 10px; padding: 9px 0; border-bottom: 1px solid var(--line); }
ul.attention li:last-child { border: 0; }
ul.attention svg { margin-top: 4px; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13.5px; }
th, td { text-align: left; vertical-align: top; padding: 7px 8px; border-bottom: 1px solid var(--line); }
th { font-size: 12.5px; font-weight: 600; color: var(--quiet); white-space: nowrap; }
tbody tr:last-child td { border-bottom: 0; }
td.narrow, th.narrow { width: 1%; white-space: nowrap; }
td .note { display: block; color: var(--quiet); font-size: 12.5px; }
th.half { width: 44%; }
tr.watch th { color: var(--ink); background: var(--row); padding: 9px 8px; white-space: normal; font-size: 13px; }
caption { text-align: left; font-size: 13px; font-weight: 600; color: var(--quiet); padding: 0 8px 3px; }
.verdict { white-space: nowrap; font-weight: 600; }
tr.failed td { background: var(--bad-soft); }
.step { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; padding: 16px 20px; margin: 0 0 12px; }
.step > header { display: grid; grid-template-columns: auto 1fr auto; gap: 2px 12px; align-items: baseline; }
.step > header .number { color: var(--quiet); font-weight: 600; min-width: 1.4em; text-align: right; }
.step > header .state { font-weight: 600; white-space: nowrap; }
.step > header .sub { grid-column: 2 / -1; margin: 0; color: var(--quiet); font-size: 13px; }
.step .body { margin: 12px 0 0 calc(1.4em + 12px); }
.step .body > * + * { margin-top: 10px; }
.reason { border-left: 3px solid; padding: 2px 0 2px 12px; }
.reason span { color: var(--ink); }

details { font-size: 13.5px; }
summary { cursor: pointer; color: var(--ink); padding: 3px 0; }
summary:focus-visible, a:focus-visible, .scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
details > .inner { margin: 4px 0 8px; padding-left: 16px; border-left: 2px solid var(--line); }
details > ol.inner, details > ul.inner { padding-left: 34px; }
details > .inner > h4:first-child { margin-top: 0; }
details > .inner > * + * { margin-top: 10px; }
pre { margin: 0; padding: 12px 14px; background: var(--row); border-radius: 6px; overflow-x: auto; line-height: 1.5; white-space: pre-wrap; tab-size: 4; }
dl.parameters { display: grid; grid-template-columns: minmax(8em, auto) 1fr; gap: 2px 16px; margin: 0; }
dl.parameters dt { color: var(--quiet); } dl.parameters dd { margin: 0; }
.chip { display: inline-block; min-width: 1.9em; padding: 0 5px; border-radius: 4px; background: var(--row); text-align: center; font-size: 12.5px; }
footer { margin-top: 56px; padding-top: 14px; border-top: 1px solid var(--line); color: var(--quiet); font-size: 12.5px; }
.timeline { display: block; width: 100%; min-width: 720px; height: auto; font-size: 12px; }
.timeline text { fill: var(--ink); } .timeline .quiet, .timeline .row-number, .timeline .tick-text { fill: var(--quiet); }
.timeline .bar-text { paint-order: stroke; stroke: var(--ground); stroke-width: 3px; stroke-linejoin: round; }
.timeline .row { fill: var(--row); } .timeline .tick { stroke: var(--line); } .timeline .tick-text { font-size: 11px; }
.timeline .hatch-ground { fill: var(--move-soft); } .timeline .hatch { fill: var(--move); opacity: 0.35; }
.timeline .moving-text { fill: var(--move); font-weight: 600; }
.timeline .break { stroke: var(--quiet); stroke-dasharray: 2 4; } .timeline .break-text { fill: var(--quiet); font-size: 10.5px; }
.timeline .bar { stroke-width: 1.5; } .timeline .bar.ticked { fill: var(--bar); }
.timeline .bar.failed { fill: var(--bad-soft); stroke: var(--bad); } .timeline .cross { stroke: var(--bad); stroke-width: 2; fill: none; }
.timeline .bar.skipped, .timeline .bar.refused { fill: var(--sheet); stroke: var(--warn); }
.timeline .bar.interrupted, .timeline .bar.in-flight { fill: var(--warn-soft); stroke: var(--warn); stroke-dasharray: 4 3; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; color: var(--quiet); font-size: 12.5px; margin: 10px 0 0; max-width: none; }
.legend svg.key { display: inline; min-width: 0; width: 22px; height: 12px; vertical-align: -1px; margin-right: 6px; }
@media (max-width: 620px) {
  main { padding: 24px 16px 48px; }
  .step { padding: 14px; } .step > header { grid-template-columns: auto 1fr; }
  .step > header .state, .step > header .sub { grid-column: 2; } .step .body { margin-left: 0; }
}
@page { size: A4; margin: 16mm 14mm 18mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 9pt system-ui, sans-serif; color: #59636e; } }
@media print {
  :root {
    color-scheme: light;
    --ground: #fff; --sheet: #fff; --ink: #1d2329; --quiet: #59636e; --line: #d5d9dd; --row: #f4f5f6;
    --good: #1a7446; --good-soft: #e4f3ea; --bar: #3f9d6c; --bad: #b3261e; --bad-soft: #fbe9e7;
    --warn: #8a5300; --warn-soft: #fdf1dc; --move: #3b6fd4; --move-soft: #e3ebfb; --accent: #2a5db0;
  }
  body { font-size: 10.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; } dl.facts { grid-template-columns: repeat(3, 1fr); }
  h2 { margin-top: 24pt; } h2, h3, h4, caption, summary, .step > header { break-after: avoid; }
  tr, .outcome, dl.facts > div, .timeline, li { break-inside: avoid; }
  .scroll { overflow: visible; } .timeline { min-width: 0; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; } summary::-webkit-details-marker { display: none; }
}
</style>`;
