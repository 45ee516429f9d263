import { Html } from './html.ts';

/** The page's own style, light or dark as the reader's system is. */
export const STYLE = new Html(`
:root { color-scheme: light dark; --good: #1a7f37; --bad: #cf222e; --line: #8884; --soft: #8882; }
@media (prefers-color-scheme: dark) { :root { --good: #4ac26b; --bad: #ff7b72; } }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: .25rem .55rem; text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; }
th[scope=row] { min-width: 11rem; }
.confusion th[scope=row] { min-width: 0; }
th { background: var(--soft); font-weight: 600; }
.confusion th.column { writing-mode: vertical-rl; white-space: nowrap; }
.confusion td { text-align: center; min-width: 1.6rem; }
.hit { background: color-mix(in srgb, var(--good) 25%, transparent); }
.miss { background: color-mix(in srgb, var(--bad) 25%, transparent); }
.right { color: var(--good); } .wrong { color: var(--bad); } .quiet { opacity: .7; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .4rem 0; padding: .3rem .7rem; }
summary { cursor: pointer; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem; }
.sides > section { min-width: 0; overflow-wrap: anywhere; }
h3 { font-size: .95rem; margin: .6rem 0 .2rem; }
ul { margin: .2rem 0; padding-left: 1.2rem; }
blockquote { margin: .3rem 0; padding-left: .7rem; border-left: 3px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
`);
