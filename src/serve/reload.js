// Loads the page again after a build that changed the site; shows the problems of a build that was refused.
(() => {
  "use strict";
  const { shown } = document.currentScript.dataset;
  const status = document.documentElement.dataset.tiendo;
  let overlay = null;

  const add = (parent, name, text, style) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    element.style.cssText = style;
    parent.append(element);
    return element;
  };

  const close = () => {
    if (overlay) overlay.remove();
    overlay = null;
  };

  const show = (news) => {
    close();
    overlay = document.createElement("div");
    overlay.setAttribute("role", "alertdialog");
    overlay.setAttribute("aria-label", news.title);
    overlay.lang = news.lang;
    overlay.style.cssText =
      "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;z-index:2147483647;box-sizing:border-box;" +
      "padding:1rem 1.25rem;background:#fff4f2;color:#3b0a06;border-top:4px solid #b3261e;" +
      "font:16px/1.5 system-ui,sans-serif;text-align:left";
    const button = add(overlay, "button", news.dismiss,
      "float:right;font:inherit;color:inherit;background:#fff;border:1px solid #b3261e;border-radius:4px;" +
      "padding:.25rem .75rem;min-height:2.5rem;cursor:pointer");
    button.type = "button";
    button.addEventListener("click", close);
    add(overlay, "strong", news.title, "display:block;font-size:1.125rem");
    const list = add(overlay, "ol", "", "margin:.5rem 0 0;padding-left:1.5rem");
    for (const problem of news.problems) {
      const item = add(list, "li", "", "margin:.5rem 0");
      add(item, "div", problem.message, "font-weight:600;white-space:pre-wrap");
      if (problem.place) add(item, "code", problem.place, "font-family:ui-monospace,monospace");
      if (problem.help) add(item, "div", problem.help, "");
    }
    document.body.append(overlay);
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  const events = new EventSource("/__tiendo/events");
  events.addEventListener("message", (event) => {
    const news = JSON.parse(event.data);
    if (status !== undefined) {
      if (status !== news.id) location.reload();
    } else if (news.problems.length > 0) {
      show(news);
    } else {
      close();
      if (news.shown !== shown) location.reload();
    }
  });
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
})();
