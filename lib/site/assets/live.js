// The live cell of a page: runs the reader's lines in a worker, with the library and its engine. Nothing but this script
// is loaded before Run. A classic script behind `site.js`, and a worker from a blob, so that it works from a disk too.
"use strict";
(() => {
  const section = document.getElementById("live");
  if (section === null) return;
  const part = (name) => document.getElementById(`live-${name}`);
  const code = part("code"), original = code.value, { paper, names } = section.dataset;
  /** Seconds after which a run is stopped. */
  const MOST_SECONDS = 120;
  /** Most fields for settings. */
  const MOST_FIELDS = 8;
  /** A module with one SIMD instruction: whether the browser knows them. */
  const SIMD = [
    0,
    97,
    115,
    109,
    1,
    0,
    0,
    0,
    1,
    5,
    1,
    96,
    0,
    1,
    123,
    3,
    2,
    1,
    0,
    10,
    10,
    1,
    8,
    0,
    65,
    0,
    253,
    15,
    253,
    98,
    11,
  ];

  let worker, timer, address, losses = [];
  /** Number of the run; a run that finds another number has been ended while it waited. */
  let turn = 0;

  /** Bytes as they stand in a script: gzip in base64, since a page from a disk may fetch nothing. */
  async function unpacked(name) {
    const packed = Uint8Array.from(atob(globalThis[name]), (letter) => letter.charCodeAt(0));
    delete globalThis[name];
    return await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")))
      .arrayBuffer();
  }

  async function loadFiles() {
    const needed = ["live/runtime.js", "live/worker.js", "assets/plotly.min.js"];
    if (section.dataset.runs !== undefined) needed.push(section.dataset.runs);
    await Promise.all(needed.map(globalThis.loadScript));
    return {
      wasm: await unpacked("LIVE_RUNTIME"),
      script: await unpacked("LIVE_WORKER"),
      runs: section.dataset.runs === undefined
        ? undefined
        : JSON.parse(new TextDecoder().decode(await unpacked("LIVE_RUNS"))),
    };
  }

  let files, loading;
  /** The files, loaded once; a load that failed is tried again. */
  async function loadedFiles() {
    loading ??= loadFiles();
    try {
      return files = await loading;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  }

  function say(text) {
    part("state").textContent = text;
  }

  function end(text) {
    turn++;
    worker?.terminate();
    worker = undefined;
    clearTimeout(timer);
    if (address !== undefined) URL.revokeObjectURL(address);
    address = undefined;
    part("run").disabled = false;
    part("stop").disabled = true;
    say(text);
  }

  /** The reader's lines as the function that the worker runs. */
  function cell() {
    return `\n;self.CELL = async ({ ${names.split(" ").join(", ")} }) => {\n${code.value}\n};`;
  }

  const LOOK = { displaylogo: false, responsive: true };
  let lossDrawn = 0;

  function drawLoss(isLast) {
    const now = performance.now();
    if (losses.length < 2 || (!isLast && now - lossDrawn < 200)) return;
    lossDrawn = now;
    part("loss").hidden = false;
    const data = [{
      x: losses.map(({ at }) => at),
      y: losses.map(({ loss }) => loss),
      mode: "lines",
      name: "loss",
    }];
    const layout = {
      height: 220,
      margin: { t: 16, r: 16, b: 48, l: 64 },
      xaxis: { title: { text: "step" } },
      yaxis: { title: { text: "loss" }, type: "log" },
    };
    globalThis.Plotly.react(part("loss"), data, layout, LOOK);
  }

  function drawFigure({ figure, alt }) {
    const plot = part("figure");
    plot.hidden = false;
    plot.setAttribute("aria-label", alt);
    // As wide as the page, not as the notebook.
    const { width: _, ...layout } = figure.layout;
    globalThis.Plotly.react(plot, figure.data, layout, LOOK);
  }

  async function run() {
    if (part("run").disabled) return;
    part("run").disabled = true;
    part("stop").disabled = false;
    losses = [];
    part("loss").hidden = true;
    if (!WebAssembly.validate(Uint8Array.from(SIMD))) {
      return end("This browser's WebAssembly has no SIMD instructions, which the engine needs.");
    }
    say(files === undefined ? "Loading 5 MB, once…" : "Starting…");
    const mine = turn;
    try {
      await loadedFiles();
    } catch (error) {
      if (mine === turn) end(`Not run: ${error.message}.`);
      return;
    }
    if (mine !== turn) return;
    const began = performance.now();
    const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
    address = URL.createObjectURL(new Blob([files.script, cell()], { type: "text/javascript" }));
    worker = new Worker(address);
    timer = setTimeout(
      () => end(`Stopped after ${MOST_SECONDS} s, the limit for a page.`),
      1000 * MOST_SECONDS,
    );
    worker.onerror = (event) => {
      event.preventDefault();
      // The script, the line that names the values, then the reader's lines.
      const line = event.lineno ? event.lineno - scriptLines() - 1 : 0;
      const where = line >= 1 && line <= code.value.split("\n").length ? ` in line ${line}` : "";
      end(`Not run${where}: ${event.message || "the worker ended, perhaps because memory ran out"}`);
    };
    worker.onmessage = ({ data }) => {
      if (data.kind === "progress") {
        // A second training goes on behind the first.
        const last = losses.at(-1),
          base = last === undefined ? 0 : data.step < last.step ? last.at : last.at - last.step;
        losses.push({ ...data, at: base + data.step });
        const loss = Number.isFinite(data.loss) ? data.loss.toPrecision(3) : String(data.loss);
        say(`Step ${data.step} of ${data.steps}, loss ${loss}, ${seconds()} s`);
        drawLoss(false);
      } else if (data.kind === "figure") drawFigure(data);
      else if (data.kind === "error") end(`Failed: ${data.name}: ${data.message}`);
      else {
        drawLoss(true);
        const last = losses.at(-1);
        end(
          `Done in ${seconds()} s${
            last === undefined ? "." : `: loss ${last.loss.toPrecision(3)} after ${last.step} steps.`
          }`,
        );
      }
    };
    say("Starting…");
    worker.postMessage({ paper, wasm: files.wasm, runs: files.runs });
  }

  let ownLines;
  /** Lines of the worker's script before the reader's. */
  function scriptLines() {
    ownLines ??= new TextDecoder().decode(files.script).split("\n").length;
    return ownLines;
  }

  /** What is no code: comments are blank, texts are full of a letter, so that places stay. */
  function bare(text) {
    const part = /\/\/.*|\/\*[^]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/gu;
    return text.replace(part, (found) => {
      const isComment = found.startsWith("/"), mark = isComment ? " " : "x";
      return isComment ? mark.repeat(found.length) : found[0] + mark.repeat(found.length - 2) + found[0];
    });
  }

  const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/u.source, NUMERAL = /-?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?/.source;
  /** A number behind its name, but not the counter of a loop. */
  const NUMBER = new RegExp(
    `(?<!\\bfor \\(let )(${NAME})\\s*[:=]\\s*(${NUMERAL})(?![\\p{L}\\p{N}_.])`,
    "giu",
  );
  /** Names in brackets before values in brackets. */
  const LIST = new RegExp(`\\[((?:\\s*${NAME}\\s*,?)+)\\]\\s*=\\s*\\[([^[\\]]*)\\]`, "gu");
  const VALUE = new RegExp(`^\\s*(${NUMERAL}|"x*")\\s*$`, "i");

  /** The settings of the cell in the order of their places: name, where the value stands, and whether it is a text. */
  function settings() {
    const text = bare(code.value), found = [];
    for (const match of text.matchAll(NUMBER)) {
      const [whole, name, value] = match, end = match.index + whole.length;
      found.push({ name, start: end - value.length, end, isText: false });
    }
    for (const match of text.matchAll(LIST)) {
      const names = match[1].split(","), values = match[2].split(",");
      let at = match.index + match[0].length - 1 - match[2].length;
      values.forEach((value, k) => {
        const name = names[k]?.trim(), [, plain] = VALUE.exec(value) ?? [];
        if (name && plain !== undefined) {
          const start = at + value.indexOf(plain);
          found.push({ name, start, end: start + plain.length, isText: plain.startsWith('"') });
        }
        at += value.length + 1;
      });
    }
    return found.sort((one, other) => one.start - other.start).slice(0, MOST_FIELDS);
  }

  function fields() {
    const box = part("settings"), found = settings();
    box.hidden = found.length === 0;
    box.querySelectorAll("label").forEach((label) => label.remove());
    found.forEach(({ name, start, end, isText }, k) => {
      const label = document.createElement("label"), field = document.createElement("input");
      field.type = "text";
      field.inputMode = isText ? "text" : "decimal";
      const written = code.value.slice(start, end);
      let known = isText ? JSON.parse(written) : written.replaceAll("_", "");
      field.value = known;
      field.addEventListener("change", () => {
        const isNumber = Number.isFinite(Number(field.value)) && field.value.trim() !== "";
        if (!isText && !isNumber) {
          field.value = known;
          return say(`${name} must be a number.`);
        }
        // A number as the pattern finds it again: `.5` becomes 0.5.
        field.value = known = isText ? field.value : String(Number(field.value));
        const place = settings()[k];
        code.value = code.value.slice(0, place.start) + (isText ? JSON.stringify(known) : known) +
          code.value.slice(place.end);
      });
      label.append(`${name} `, field);
      box.append(label);
    });
  }

  function encoded(text) {
    const letters = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
    return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  }

  function decoded(text) {
    const bytes = Uint8Array.from(
      atob(text.replaceAll("-", "+").replaceAll("_", "/")),
      (letter) => letter.charCodeAt(0),
    );
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  }

  /** The cell of a link is shown, and waits for Run. */
  function fromAddress() {
    const [, text] = /^#live=([\w-]+)$/.exec(location.hash) ?? [];
    if (text === undefined) return;
    try {
      code.value = decoded(text);
      say("This cell came with the link: read it before you press Run.");
    } catch {
      say("The link contains no readable cell.");
    }
    section.scrollIntoView();
  }

  part("run").addEventListener("click", run);
  part("stop").addEventListener("click", () => end("Stopped."));
  part("reset").addEventListener("click", () => {
    end("");
    code.value = original;
    for (const name of ["loss", "figure"]) part(name).hidden = true;
    fields();
  });
  part("link").addEventListener("click", async () => {
    location.hash = `live=${encoded(code.value)}`;
    try {
      await navigator.clipboard.writeText(location.href);
      say("Link copied.");
    } catch {
      say("The link is in the address bar.");
    }
  });
  code.addEventListener("input", fields);
  code.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") run();
  });
  fromAddress();
  fields();
  section.hidden = false;
})();
