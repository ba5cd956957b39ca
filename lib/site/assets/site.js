// Behaviour of the site's pages: look, code, interactive figures, search. A classic script, since pages opened from a
// disk may not load modules.
"use strict";
(() => {
  const page = document;

  /** Loads a script of the site once; the promise is kept by address. Live cells use it, too. */
  const loading = new Map();
  function load(address) {
    if (!loading.has(address)) {
      loading.set(
        address,
        new Promise((resolve, reject) => {
          const script = page.createElement("script");
          script.src = address;
          script.onload = () => resolve();
          script.onerror = () => {
            loading.delete(address);
            reject(new Error(`Cannot load a script: no answer from ${address}`));
          };
          page.head.append(script);
        }),
      );
    }
    return loading.get(address);
  }
  globalThis.loadScript = load;

  function themeButton() {
    const button = page.getElementById("theme-button"), root = page.documentElement;
    const isDark = () =>
      root.dataset.theme === undefined
        ? matchMedia("(prefers-color-scheme: dark)").matches
        : root.dataset.theme === "dark";
    const show = () => button.textContent = isDark() ? "Light" : "Dark";
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("theme", root.dataset.theme);
      } catch {
        // The choice then holds for this page alone.
      }
      show();
    });
    show();
    button.hidden = false;
  }

  function codeButton() {
    const button = page.getElementById("code-button");
    if (button === null) return;
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-pressed") !== "true";
      for (const source of page.querySelectorAll("details.source")) source.open = open;
      button.setAttribute("aria-pressed", String(open));
      button.textContent = open ? "Hide code" : "Show code";
    });
    button.hidden = false;
  }

  /** Below this width, pixels, a figure stays a picture until the reader asks: plotly.js would squeeze its panels. */
  const NARROW = 600;

  async function drawFigure(figure) {
    if (figure.dataset.state !== undefined) return;
    figure.dataset.state = "loading";
    try {
      await load("assets/plotly.min.js");
      const { data, layout } = JSON.parse(figure.querySelector("script").textContent);
      const picture = figure.querySelector(".picture"), image = picture.querySelector("img");
      const plot = page.createElement("div");
      plot.className = "plot";
      plot.setAttribute("role", "group");
      plot.setAttribute("aria-label", image.alt);
      picture.append(plot);
      await globalThis.Plotly.newPlot(plot, data, layout, { displaylogo: false, responsive: true });
      image.hidden = true;
      figure.dataset.state = "interactive";
    } catch (error) {
      figure.querySelector(".plot")?.remove();
      figure.dataset.state = "picture";
      console.error(error);
    }
  }

  function figures() {
    const all = [...page.querySelectorAll("figure:has(> script)")];
    const near = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        if (target.clientWidth >= NARROW) drawFigure(target);
        else askFirst(target);
      }
    }, { rootMargin: "200px 0px" });
    for (const figure of all) near.observe(figure);
  }

  function askFirst(figure) {
    const button = page.createElement("button");
    button.type = "button";
    button.textContent = "Make interactive";
    button.addEventListener("click", () => {
      button.remove();
      // Wider than the window, so that it must be scrolled, by keyboard too.
      const picture = figure.querySelector(".picture");
      picture.tabIndex = 0;
      picture.focus();
      drawFigure(figure);
    });
    figure.append(button);
  }

  function search() {
    const box = page.getElementById("search"), query = page.getElementById("query");
    const results = page.getElementById("results"), found = page.getElementById("found");
    const list = results.querySelector("ul");
    const MOST = 12, KINDS = { claim: "Claim", text: "Section", figure: "Figure" };
    let index;

    async function makeIndex() {
      await load("assets/minisearch.js");
      await load("assets/search_documents.js");
      index = new globalThis.MiniSearch({
        fields: ["title", "text"],
        storeFields: ["kind", "title", "text", "page", "anchor"],
        searchOptions: {
          prefix: true,
          fuzzy: 0.15,
          combineWith: "AND",
          boost: { title: 2 },
          boostDocument: claimsFirst,
        },
      });
      index.addAll(globalThis.searchDocuments);
    }
    /** Of documents that say the same, claims stand before the text that explains them. */
    function claimsFirst(_id, _term, fields) {
      return fields.kind === "claim" ? 1.5 : 1;
    }
    let making;
    const ready = () => making ??= makeIndex();

    function close() {
      results.hidden = true;
    }

    async function show() {
      const words = query.value.trim();
      if (words === "") return close();
      await ready();
      // A later letter has overtaken this one.
      if (words !== query.value.trim()) return;
      const hits = index.search(words);
      found.textContent = hits.length === 0
        ? "Nothing found"
        : `${hits.length} found${hits.length > MOST ? `, the best ${MOST} shown` : ""}`;
      list.replaceChildren(...hits.slice(0, MOST).map(resultItem));
      results.hidden = false;
    }

    function resultItem(hit) {
      const item = page.createElement("li"), link = page.createElement("a");
      link.href = `${hit.page}${hit.anchor === "" ? "" : `#${encodeURIComponent(hit.anchor)}`}`;
      link.addEventListener("click", close);
      const [head, body, place] = ["strong", "span", "small"].map((name) => page.createElement(name));
      head.textContent = `${KINDS[hit.kind]}: ${hit.title}`;
      body.textContent = excerpt(hit.text, hit.terms);
      place.textContent = globalThis.searchPages[hit.page] ?? hit.page;
      link.append(head, body, place);
      item.append(link);
      return item;
    }

    /** The part of a text around the first word that was found. */
    function excerpt(text, terms) {
      const lower = text.toLowerCase();
      const places = terms.map((term) => lower.indexOf(term)).filter((place) => place >= 0);
      const first = places.reduce((least, place) => Math.min(least, place), text.length);
      const start = Math.max(0, first - 60);
      const from = places.length === 0 || start === 0 ? 0 : text.indexOf(" ", start) + 1;
      const piece = text.slice(from, from + 160);
      return `${from > 0 ? "… " : ""}${piece}${from + 160 < text.length ? " …" : ""}`;
    }

    const report = (error) => {
      found.textContent = "The search could not be loaded";
      results.hidden = false;
      console.error(error);
    };
    query.addEventListener("focus", () => ready().catch(report), { once: true });
    query.addEventListener("input", () => show().catch(report));
    query.addEventListener("focus", () => show().catch(report));
    box.addEventListener("keydown", (event) => {
      const links = [...list.querySelectorAll("a")], place = links.indexOf(page.activeElement);
      if (event.key === "Escape") {
        close();
        query.focus();
        close();
      } else if (event.key === "ArrowDown" && links.length > 0) {
        links[Math.min(place + 1, links.length - 1)].focus();
      } else if (event.key === "ArrowUp" && place >= 0) {
        (place === 0 ? query : links[place - 1]).focus();
      } else if (event.key === "Enter" && page.activeElement === query) {
        links[0]?.click();
      } else return;
      event.preventDefault();
    });
    page.addEventListener("click", (event) => {
      if (!box.contains(event.target)) close();
    });
    page.addEventListener("keydown", (event) => {
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(page.activeElement?.tagName ?? "");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      query.focus();
    });
    box.hidden = false;
  }

  /** A link to a row of the claims table opens the table. */
  function openTarget() {
    const target = page.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let box = target?.closest("details"); box; box = box.parentElement?.closest("details")) {
      box.open = true;
    }
  }

  themeButton();
  codeButton();
  figures();
  search();
  addEventListener("hashchange", openTarget);
  openTarget();
})();
