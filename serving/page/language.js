// Streamlit, its tables and its charts write numbers and days in the languages of the browser: here they do in the page's, which its
// address says (pages/kit/text.py said), nothing for English.
(() => {
  const spoken = () => document.documentElement.lang;
  // The links of the sidebar say no language: a page that one opens in another tab is in that of the page before. The browser forgets it as it is closed.
  const speak = (language) => {
    document.documentElement.lang = language;
    document.cookie = `lang=${language}; path=/; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  };
  const said = () => location.search.match(/[?&]lang=([a-z]{2})(?:&|$)/)?.[1];
  speak(said() ?? document.cookie.match(/(?:^|; )lang=([a-z]{2})(?:;|$)/)?.[1] ?? "en");
  for (const step of ["pushState", "replaceState"]) {
    const own = history[step];
    history[step] = function (...entry) {
      const before = location.pathname;
      own.apply(history, entry);
      // Another page is first without any of its choices.
      if (said() || location.pathname === before) speak(said() ?? "en");
    };
  }
  Object.defineProperty(navigator, "languages", { get: () => [spoken()], configurable: true });
  // ECharts has a comma between thousands in every language; in French that would be a decimal one. It writes on a canvas or, in an SVG, text nodes.
  const told = (text) =>
    spoken() === "fr" && /^-?\d{1,3}(,\d{3})+$/.test(text) ? text.replaceAll(",", "\u202f") : text;
  const canvas = CanvasRenderingContext2D.prototype;
  for (const [on, name] of [[canvas, "fillText"], [canvas, "measureText"], [Document.prototype, "createTextNode"]]) {
    const own = on[name];
    on[name] = function (text, ...place) {
      return own.call(this, told(text), ...place);
    };
  }
})();
