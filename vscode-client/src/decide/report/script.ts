/**
 * What runs in the page: it passes clicks on, and remembers how far the reader had scrolled.
 * It sends numbers and words of its own only; what they mean, the extension looks up in its own report.
 */
export const SCRIPT = `
(() => {
  const host = acquireVsCodeApi();
  const before = host.getState();
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-action]") : null;
    if (button === null) return;
    const { action, place, fix } = button.dataset;
    host.postMessage({ action, place: Number(place), fix: Number(fix) });
  });
  const focus = document.querySelector("[data-focus]");
  if (focus !== null) focus.scrollIntoView();
  else if (before !== undefined) window.scrollTo(0, before.scroll);
  window.addEventListener("scroll", () => host.setState({ scroll: window.scrollY }));
})();
`;
