/** The page's style, in the colours of the editor's theme. */
export const STYLE = `
body { max-width: 60rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; line-height: 1.5; color: var(--vscode-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
h1 { font-size: 1.5em; font-weight: 600; margin: 0 0 .3em; }
h2 { font-size: 1.2em; font-weight: 600; margin: 0 0 .6em; }
h3 { font-size: 1em; font-weight: 600; margin: 1.3em 0 .3em; }
p { margin: .4em 0; }
ul { margin: .2em 0; padding-left: 1.4em; }
nav { display: flex; flex-wrap: wrap; gap: .5rem; margin: .8rem 0 1.2rem; }
code, pre { font-family: var(--vscode-editor-font-family); font-size: .95em; overflow-wrap: anywhere; }
pre.words { white-space: pre-wrap; margin: .5em 0; padding: .5em .7em; border-radius: 4px; background: var(--vscode-textCodeBlock-background); }
button { font: inherit; padding: .3em .8em; border: 1px solid var(--vscode-button-border, transparent); border-radius: 3px; cursor: pointer; text-align: left; color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
button:hover:enabled { background: var(--vscode-button-hoverBackground); }
button:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 2px; }
button.secondary, button.lowers { color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); }
button.lowers { border: 1px dashed var(--vscode-editorWarning-foreground); }
button:disabled { cursor: default; color: var(--vscode-descriptionForeground); background: transparent; border: 1px dashed var(--vscode-descriptionForeground); }
.fix.refuted button { text-decoration: line-through; }
button.link-like { border: 0; padding: 0; background: none; color: var(--vscode-textLink-foreground); text-decoration: underline; }
.quiet, .kind, .fingerprint, .dates span, .standing, .reason { color: var(--vscode-descriptionForeground); font-size: .92em; }
.summary { padding: .5em .8em; border-left: 4px solid var(--vscode-descriptionForeground); background: var(--vscode-textBlockQuote-background); }
.summary.verified { border-color: var(--vscode-testing-iconPassed); }
.summary.unverified { border-color: var(--vscode-editorWarning-foreground); }
.summary.failing { border-color: var(--vscode-editorError-foreground); }
.place { margin: 1.2rem 0; padding: 1rem 1.2rem; border: 1px solid var(--vscode-widget-border, var(--vscode-panel-border)); border-radius: 6px; background: var(--vscode-editorWidget-background); }
.verdict { font-weight: 400; }
.verified .mark, .verified .verdict { color: var(--vscode-testing-iconPassed); }
.unverified .mark, .unverified .verdict { color: var(--vscode-editorWarning-foreground); }
.failed .mark, .failed .verdict { color: var(--vscode-editorError-foreground); }
.route, .chain { list-style: none; margin: .8em 0; padding: 0; }
.route { display: flex; flex-wrap: wrap; align-items: stretch; gap: .4rem 1.9rem; }
.step { position: relative; display: flex; flex-direction: column; padding: .4em .7em; border: 1px solid var(--vscode-descriptionForeground); border-radius: 5px; overflow-wrap: anywhere; }
.step + .step::before { content: "→"; position: absolute; left: -1.5rem; top: 50%; transform: translateY(-50%); }
.step.proxy { border-style: dashed; }
.certificate { display: grid; grid-template-columns: minmax(0, 1fr) 20rem; gap: .5rem 1rem; align-items: center; }
.card { display: flex; flex-direction: column; padding: .5em .8em; border: 1px solid var(--vscode-descriptionForeground); border-left-width: 4px; border-radius: 5px; overflow-wrap: anywhere; background: var(--vscode-editor-background); }
.anchor .card { border-color: var(--vscode-testing-iconPassed); }
.broken .card { border-color: var(--vscode-editorError-foreground); }
.missing .card { border-style: dashed; border-color: var(--vscode-editorError-foreground); }
.unverified .missing .card { border-color: var(--vscode-editorWarning-foreground); }
.fault { color: var(--vscode-editorError-foreground); font-weight: 600; }
.completes { margin-top: .4em; }
.dates { display: flex; flex-direction: column; }
.link { display: flex; align-items: center; gap: .5rem; padding-left: 1rem; color: var(--vscode-descriptionForeground); font-size: .92em; }
.link svg { width: 24px; height: 24px; fill: none; stroke: currentColor; stroke-width: 2; flex: none; }
.link.broken { color: var(--vscode-editorError-foreground); font-weight: 600; }
.unverified .link.broken { color: var(--vscode-editorWarning-foreground); }
.timeline { width: 100%; height: 26px; }
.timeline .axis { stroke: var(--vscode-descriptionForeground); stroke-opacity: .4; }
.timeline .validity { fill: var(--vscode-testing-iconPassed); }
.timeline.invalid .validity { fill: var(--vscode-editorError-foreground); }
.timeline .beyond { fill: none; stroke: var(--vscode-foreground); stroke-width: 1.5; }
.timeline .today { stroke: var(--vscode-foreground); stroke-width: 2; stroke-dasharray: 3 2; }
.fixes { list-style: none; padding: 0; }
.fix { margin: .5em 0; display: flex; flex-wrap: wrap; gap: .1em .8em; align-items: baseline; }
.fix .reason, .fix pre { flex-basis: 100%; margin: 0; }
summary { cursor: pointer; margin: 1em 0 .3em; }
@media (max-width: 44rem) {
  .certificate { grid-template-columns: minmax(0, 1fr); }
  .route { flex-direction: column; gap: 1.7rem; }
  .step + .step::before { content: "↓"; left: 1rem; top: -1.6rem; transform: none; }
}
@media (forced-colors: active) { .timeline .validity { fill: CanvasText; } }
`;
