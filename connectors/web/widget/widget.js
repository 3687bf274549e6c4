// The assistant on another site: <script src="https://…/widget.js" async></script>.
// A button, and behind it the chat in a frame of its own origin. Everything stands in a closed
// shadow root: the site's styles and scripts do not reach it, and it changes nothing of the site.
// The frame is loaded when somebody opens it, not before. Nothing is kept on the site.

(() => {
  "use strict";

  const TAG = "tro-ly-mot-cua";
  const PATIENCE_MS = 15_000;
  const SMALL = "(max-width: 640px), (max-height: 480px)";
  const words = __WORDS__;
  const script = document.currentScript ?? document.querySelector('script[src*="/widget.js"]');
  const here = Symbol.for(TAG); // a second tag, before there is a body to look into
  if (!script || document[here]) return;
  document[here] = true;

  const { origin } = new URL(script.src, location.href);
  const { label = words.open, position = "right", start = "" } = script.dataset;
  const small = window.matchMedia(SMALL);

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function icon() {
    const space = "http://www.w3.org/2000/svg";
    const drawing = document.createElementNS(space, "svg");
    const path = document.createElementNS(space, "path");
    drawing.setAttribute("viewBox", "0 0 24 24");
    drawing.setAttribute("aria-hidden", "true");
    path.setAttribute("d", "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V6"
      + "a2 2 0 0 1 2-2zm3 4v2h10V8zm0 4v2h7v-2z");
    path.setAttribute("fill", "currentColor");
    path.setAttribute("fill-rule", "evenodd");
    drawing.append(path);
    return drawing;
  }

  const news = make("span", { class: "news" }); // read out with the button's name
  const dot = make("span", { class: "dot", "aria-hidden": "true" });
  const launcher = make("button", {
    type: "button", class: "launcher", "aria-expanded": "false", "aria-haspopup": "dialog",
  }, icon(), make("span", {}, label), news, dot);
  const close = make("button", { type: "button", class: "close" }, words.close);
  const told = make("p", { class: "told", role: "status" });
  const bar = make("div", { class: "bar" }, make("h2", {}, words.name), close);
  const panel = make("dialog", { class: "panel", "aria-label": words.name }, bar, told);
  const host = make(TAG, { lang: "vi" });
  const root = host.attachShadow({ mode: "closed" });
  root.append(launcher, panel);
  host.classList.toggle("left", position === "left");
  dot.hidden = true;

  let frame = null;
  let ready = false;
  let patience = null;

  const say = (event) => frame?.contentWindow?.postMessage({ to: TAG, event }, origin);

  function load() {
    frame?.remove();
    ready = false;
    told.replaceChildren(words.loading);
    frame = make("iframe", {
      class: "frame", title: words.name, referrerpolicy: "no-referrer",
      src: `${origin}/widget${start ? `?start=${encodeURIComponent(start)}` : ""}`,
      sandbox: "allow-scripts allow-same-origin allow-forms allow-modals allow-downloads "
        + "allow-popups allow-popups-to-escape-sandbox",
    });
    panel.append(frame);
    patience = setTimeout(fail, PATIENCE_MS);
  }

  /** A frame that the browser refused, or a server that is down, says nothing of itself. */
  function fail() {
    frame.remove();
    frame = null;
    told.replaceChildren(words.failed, " ",
      make("a", { href: `${origin}/`, target: "_blank", rel: "noopener" }, words.elsewhere));
  }

  /** On a small screen it covers all, and the page behind it is out of reach. */
  function show() {
    if (small.matches) panel.showModal();
    else panel.show();
  }

  function open() {
    if (!frame) load();
    show();
    host.classList.add("open");
    launcher.setAttribute("aria-expanded", "true");
    mark(false);
    if (ready) enter();
    else close.focus();
  }

  function enter() {
    frame.focus();
    say("opened");
  }

  function shut() {
    if (panel.open) panel.close();
  }

  function mark(unread) {
    dot.hidden = !unread;
    news.textContent = unread ? `, ${words.unread}` : "";
  }

  launcher.addEventListener("click", () => (panel.open ? shut() : open()));
  close.addEventListener("click", shut);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    shut();
  });
  panel.addEventListener("close", () => {
    if (panel.dataset.turning) return;
    host.classList.remove("open");
    launcher.setAttribute("aria-expanded", "false");
    say("closed");
    launcher.focus();
  });
  // A phone that is turned, a window made narrow: the same panel, in its other shape.
  small.addEventListener("change", () => {
    if (!panel.open) return;
    panel.dataset.turning = "yes";
    panel.addEventListener("close", () => {
      show();
      delete panel.dataset.turning;
      if (ready) enter();
    }, { once: true });
    panel.close();
  });

  window.addEventListener("message", ({ source, origin: from, data }) => {
    if (!frame || source !== frame.contentWindow || from !== origin || data?.from !== TAG) return;
    if (data.event === "ready") {
      clearTimeout(patience);
      ready = true;
      told.replaceChildren();
      if (panel.open) enter();
    }
    if (data.event === "close") shut();
    if (data.event === "unread" && !panel.open) mark(true);
  });

  // Set by script, so that a site which forbids inline styles need not allow them for us.
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; color-scheme: light; }
    * { box-sizing: border-box; font: 400 17px/1.4 system-ui, -apple-system, "Segoe UI", Roboto,
      "Noto Sans", Arial, sans-serif; }
    [hidden] { display: none !important; }
    button { min-height: 48px; border: 0; cursor: pointer; }
    :focus-visible { outline: 3px solid #0b57b7; outline-offset: 2px; box-shadow: 0 0 0 2px #fff; }
    .launcher { position: fixed; z-index: 2147483000; right: 16px; bottom: 16px; display: flex;
      align-items: center; gap: 10px; min-height: 56px; max-width: calc(100vw - 32px);
      padding: 8px 20px 8px 16px; border: 2px solid #fff; border-radius: 30px;
      background: #8a1f22; color: #fff; font-weight: 600; box-shadow: 0 3px 12px rgb(0 0 0 / 35%); }
    .launcher:hover, .close:hover { background: #6f1719; }
    .launcher svg { flex: none; width: 28px; height: 28px; }
    .launcher span { font-weight: inherit; text-align: left; }
    .news { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap; }
    .dot { position: absolute; top: -6px; right: 6px; width: 20px; height: 20px;
      border: 3px solid #8a1f22; border-radius: 50%; background: #ffd34d; }
    .panel { position: fixed; z-index: 2147483001; inset: auto 16px 88px auto; flex-direction: column;
      width: 420px; height: min(660px, calc(100vh - 104px)); max-width: none; max-height: none;
      margin: 0; padding: 0; overflow: hidden; border: 1px solid #6f1719; border-radius: 16px;
      background: #f5f3ee; color: #20242a; box-shadow: 0 6px 30px rgb(0 0 0 / 35%); }
    .panel[open] { display: flex; }
    :host(.left) .launcher { right: auto; left: 16px; }
    :host(.left) .panel { inset: auto auto 88px 16px; }
    .bar { display: flex; align-items: center; justify-content: space-between; gap: 8px;
      padding: 4px 8px 4px 16px; background: #8a1f22; color: #fff; }
    h2 { margin: 0; font-weight: 600; }
    .close { padding: 4px 14px; border: 1px solid #fff; border-radius: 10px; background: #8a1f22;
      color: #fff; }
    .bar :focus-visible { outline-color: #fff; box-shadow: none; }
    .told { margin: 0; padding: 16px; }
    .told:empty { display: none; }
    .told a { color: #8a1f22; }
    .frame { flex: 1; width: 100%; min-height: 0; border: 0; }
    @media ${SMALL} {
      .panel, :host(.left) .panel { inset: 0; width: 100%; height: 100%; border: 0;
        border-radius: 0; }
      .panel::backdrop { background: #f5f3ee; }
    }
    @media print { .launcher, .panel { display: none !important; } }
    @media (forced-colors: active) { .dot { background: Highlight; } }
  `);
  root.adoptedStyleSheets = [style];

  const stand = () => document.body.append(host);
  if (document.body) stand();
  else document.addEventListener("DOMContentLoaded", stand, { once: true });
})();
