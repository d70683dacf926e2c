// Streamlit enters each change of the address in the browser's history. The first that follows an act of the reader stays a
// step of its own; what a run goes on to fill in belongs to that step, so that one Back leads to where the reader was.
(() => {
  let acted = false;
  const [push, replace] = [history.pushState.bind(history), history.replaceState.bind(history)];
  for (const act of ["pointerdown", "keydown"]) addEventListener(act, () => (acted = true), true);
  history.pushState = (...entry) => {
    (acted ? push : replace)(...entry);
    acted = false;
  };

  // A table takes Escape for itself: in a dialog the key closes the dialog all the same.
  addEventListener("keydown", (act) => {
    const dialog = act.key === "Escape" && act.target.closest?.("[data-testid=stDataFrame] canvas")?.closest("[role=dialog]");
    if (dialog) dialog.querySelector("[aria-label=Close]")?.click();
  }, true);

  // Who closes a dialog is again where they were before it: Streamlit's own way back is lost every other time.
  let before = null;
  const outside = (element) => element && !element.closest("[role=dialog]");
  addEventListener("focusin", (move) => {
    if (!outside(move.target) && outside(move.relatedTarget)) before = move.relatedTarget;
  }, true);
  const back = () => document.activeElement === document.body && !document.querySelector("[role=dialog]") && before?.focus();
  addEventListener("focusout", (move) => {
    if (!outside(move.target) && !move.relatedTarget) requestAnimationFrame(() => requestAnimationFrame(back));
  }, true);

  // On paper a map is as wide as the sheet, and not cut off: plotly's pictures have a size, but do not say what part they show.
  addEventListener("beforeprint", () => {
    for (const map of document.querySelectorAll(".stPlotlyChart .main-svg")) {
      if (map.viewBox.baseVal?.width) continue;
      map.setAttribute("viewBox", `0 0 ${map.width.baseVal.value} ${map.height.baseVal.value}`);
    }
  });
})();
