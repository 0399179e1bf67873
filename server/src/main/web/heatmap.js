// A pileup's matrix as a picture that answers: colours follow the scale, every cell tells its value.
//
// <div data-heatmap data-matrix="…" data-counts="…" data-colours="…" …> is what it needs; the page
// has the rest (fields, bar, readout), each with data-part. Colours and limits come from the server,
// which draws the exports with the same ones.

import { Scale, ticks, numeral, distance } from "./scale.js";
import { Sheet } from "./sheet.js";

const STEP = 10;

// Where the colours of the figure are: red, green and blue as one number each, the lowest first.
const colourMaps = new Map();

function coloursFrom(address) {
  if (!colourMaps.has(address)) {
    colourMaps.set(address, fetched(address).then((response) => response.json()));
  }
  return colourMaps.get(address);
}

async function fetched(address) {
  const response = await fetch(address, { credentials: "same-origin" });
  if (!response.ok) {
    const type = response.headers.get("Content-Type") ?? "";
    const sentence = type.includes("json") ? (await response.json()).detail : null;
    throw new Error(sentence ?? "The matrix could not be read. Reload the page and try again.");
  }
  return response;
}

// Canvases hold red first, so a little-endian number has blue before green before red.
function packed(rgb) {
  return (0xff000000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | ((rgb >> 16) & 0xff)) >>> 0;
}

export class Heatmap {
  constructor(root, matrix, counts, colours) {
    this.root = root;
    this.data = root.dataset;
    this.side = Number(this.data.side);
    this.binSizeBp = Number(this.data.binSize);
    this.values = matrix;
    this.counts = counts;
    this.noData = packed(colours.noData);
    this.tables = {
      sequential: Uint32Array.from(colours.sequential, packed),
      diverging: Uint32Array.from(colours.diverging, packed),
    };
    this.initial = {
      min: Number(this.data.min),
      max: Number(this.data.max),
      log: this.data.scale !== "linear",
      colours: this.data.scale === "diverging" ? "diverging" : "sequential",
    };
    this.sheet = new Sheet(this.side, this.binSizeBp, this.data.axes === "anchors");
    this.cell = null;
    this.picture = document.createElement("canvas");
    this.picture.width = this.side;
    this.picture.height = this.side;
    this.pixels = new ImageData(this.side, this.side);
    this.words = new Uint32Array(this.pixels.data.buffer);
    this.setScale(this.fromAddress());
    this.findDomain();
    this.listen();
    this.drawAll();
  }

  part(name) {
    return this.root.querySelector(`[data-part="${name}"]`);
  }

  // State: the scale, kept in the address.

  fromAddress() {
    const query = new URLSearchParams(location.search);
    const number = (name, otherwise) => {
      const value = Number.parseFloat(query.get(name));
      return Number.isFinite(value) ? value : otherwise;
    };
    const asked = {
      min: number("vmin", this.initial.min),
      max: number("vmax", this.initial.max),
      log: query.has("scale") ? query.get("scale") !== "linear" : this.initial.log,
      colours: query.get("colours") in this.tables ? query.get("colours") : this.initial.colours,
    };
    return Scale.isPossible(asked) ? asked : this.initial;
  }

  toAddress() {
    const query = new URLSearchParams(location.search);
    const { min, max, log, colours } = this.scale;
    const put = (name, value, initial) => {
      if (value === initial) {
        query.delete(name);
      } else {
        query.set(name, value);
      }
    };
    put("vmin", Number(min.toPrecision(6)), Number(this.initial.min.toPrecision(6)));
    put("vmax", Number(max.toPrecision(6)), Number(this.initial.max.toPrecision(6)));
    put("scale", log ? "log" : "linear", this.initial.log ? "log" : "linear");
    put("colours", colours, this.initial.colours);
    const text = query.toString();
    history.replaceState(history.state, "", text === "" ? location.pathname : `?${text}`);
  }

  setScale(state) {
    this.scale = new Scale(state, this.tables.sequential.length);
  }

  // What the bar reaches over: the limits, and all values there are.
  findDomain() {
    const { log } = this.scale;
    let low = this.scale.min;
    let high = this.scale.max;
    for (const value of this.values) {
      if (value < low && (!log || value > 0)) {
        low = value;
      } else if (value > high) {
        high = value;
      }
    }
    this.domain = { low, high };
  }

  change(changed) {
    const { min, max, log, colours } = { ...this.scale.state(), ...changed };
    const asked = { min, max, log, colours };
    if (!Scale.isPossible(asked)) {
      return false;
    }
    this.setScale(asked);
    this.findDomain();
    this.draw();
    return true;
  }

  // One end of the scale; around 1 both ends move, so that 1 stays in the middle.
  changeEnd(end, value) {
    const centred = this.scale.colours === "diverging" && this.scale.log;
    if (!centred) {
      return this.change({ [end]: value });
    }
    const far = end === "max" ? value : 1 / value;
    return far > 1 && this.change({ min: 1 / far, max: far });
  }

  // Drawing. A change of the scale repaints side × side pixels, and the bar.

  draw() {
    if (this.asked) {
      return;
    }
    this.asked = requestAnimationFrame(() => {
      this.asked = null;
      this.drawAll();
    });
  }

  drawAll() {
    const begin = performance.now();
    this.sheet.measure(this.root, this.part("stage").clientWidth);
    this.paintCells();
    this.sheet.paintPlot(this.part("plot"), this.picture);
    this.paintBar();
    this.paintCross();
    this.tell();
    this.root.dataset.drawnMs = (performance.now() - begin).toFixed(1);
    this.root.dataset.state = "drawn";
  }

  paintCells() {
    const table = this.tables[this.scale.colours];
    const { values, words, scale, noData } = this;
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      words[i] = value === value ? table[scale.level(value)] : noData;
    }
    this.picture.getContext("2d").putImageData(this.pixels, 0, 0);
  }

  // The bar, from the lowest value on the left to the highest.
  paintBar() {
    const colours = this.tables[this.scale.colours];
    this.sheet.paintBar(
      this.part("bar"),
      (share) => colours[this.scale.level(this.valueAt(share))],
      ticks(this.domain.low, this.domain.high, this.scale.log)
        .map((value) => ({ share: this.shareOf(value), label: numeral(value) })),
    );
    this.placeHandle("min");
    this.placeHandle("max");
    this.part("vmin").value = Number(this.scale.min.toPrecision(4));
    this.part("vmax").value = Number(this.scale.max.toPrecision(4));
    this.part("scale").value = this.scale.log ? "log" : "linear";
    this.part("colours").value = this.scale.colours;
  }

  placeHandle(end) {
    const handle = this.part(`handle-${end}`);
    const left = this.sheet.frame.left + this.shareOf(this.scale[end]) * this.sheet.plotSize;
    handle.style.left = `${left / this.sheet.ratio}px`;
    handle.setAttribute("aria-valuemin", this.domain.low);
    handle.setAttribute("aria-valuemax", this.domain.high);
    handle.setAttribute("aria-valuenow", this.scale[end]);
    handle.setAttribute("aria-valuetext", numeral(this.scale[end]));
  }

  // Where a value is on the bar, 0 to 1, and the other way round.
  shareOf(value) {
    const at = this.scale.log ? Math.log : (x) => x;
    const { low, high } = this.domain;
    return (at(value) - at(low)) / (at(high) - at(low));
  }

  valueAt(share) {
    const { low, high } = this.domain;
    return this.scale.log ? low * (high / low) ** share : low + (high - low) * share;
  }

  // The cell that is looked at.

  paintCross() {
    this.sheet.paintCross(this.part("cross"), this.part("plot"), this.cell);
  }

  cellAt(event) {
    const box = this.part("plot").getBoundingClientRect();
    const column = ((event.clientX - box.left) * this.sheet.ratio - this.sheet.frame.left) / this.sheet.cellSize;
    const row = ((event.clientY - box.top) * this.sheet.ratio - this.sheet.frame.top) / this.sheet.cellSize;
    const inside = column >= 0 && row >= 0 && column < this.side && row < this.side;
    return inside ? { row: Math.floor(row), column: Math.floor(column) } : null;
  }

  sentence(cell) {
    const index = cell.row * this.side + cell.column;
    const centre = (this.side - 1) / 2;
    const bp = (bins) => distance.exact((bins - centre) * this.binSizeBp);
    const value = this.values[index];
    const windows = this.counts === null ? "" : ` from ${this.counts[index].toLocaleString("en")} of ${Number(this.data.kept).toLocaleString("en")} ${this.data.noun}`;
    const told = Number.isNaN(value) ? "no data" : numeral(value, 5);
    return `Row ${bp(cell.row)}, column ${bp(cell.column)}: ${told}${windows}.`;
  }

  look(cell, aloud) {
    this.cell = cell;
    this.paintCross();
    this.tell();
    if (aloud && cell !== null) {
      this.part("aloud").textContent = this.sentence(cell);
    }
  }

  tell() {
    this.part("readout").textContent =
      this.cell === null
        ? "Point at a cell, or use the arrow keys in the figure, to read its value."
        : this.sentence(this.cell);
  }

  // Events.

  listen() {
    const plot = this.part("plot");
    plot.addEventListener("pointermove", (event) => this.look(this.cellAt(event), false));
    plot.addEventListener("pointerdown", (event) => this.look(this.cellAt(event), false));
    plot.addEventListener("pointerleave", () => this.look(null, false));
    plot.addEventListener("keydown", (event) => this.onKey(event));
    this.dragging("min");
    this.dragging("max");
    for (const end of ["min", "max"]) {
      this.part(`v${end}`).addEventListener("change", (event) => {
        this.changeEnd(end, Number.parseFloat(event.target.value));
        this.toAddress();
        this.draw();
      });
    }
    this.part("scale").addEventListener("change", (event) => this.changeKind({ log: event.target.value === "log" }));
    this.part("colours").addEventListener("change", (event) => this.changeKind({ colours: event.target.value }));
    this.part("reset").addEventListener("click", () => {
      this.change(this.initial);
      this.toAddress();
    });
    new ResizeObserver(() => this.draw()).observe(this.part("stage"));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  // A logarithm has no place for what is not positive, and colours around 1 need 1 within.
  changeKind(changed) {
    const wanted = { ...this.scale.state(), ...changed };
    if (wanted.log && wanted.min <= 0) {
      wanted.min = Math.min(this.initial.log ? this.initial.min : Infinity, wanted.max / 1000);
    }
    if (wanted.colours === "diverging" && !(wanted.min < 1 && wanted.max > 1)) {
      const far = Math.max(wanted.max > 1 ? wanted.max : 2, wanted.min > 0 && wanted.min < 1 ? 1 / wanted.min : 2);
      wanted.min = wanted.log ? 1 / far : Math.min(wanted.min, 0);
      wanted.max = far;
    }
    this.change(wanted);
    this.toAddress();
    this.draw();
  }

  dragging(end) {
    const handle = this.part(`handle-${end}`);
    const move = (event) => {
      const box = this.part("bar").getBoundingClientRect();
      const share = ((event.clientX - box.left) * this.sheet.ratio - this.sheet.frame.left) / this.sheet.plotSize;
      this.changeEnd(end, this.valueAt(Math.min(1, Math.max(0, share))));
    };
    handle.addEventListener("pointerdown", (event) => {
      handle.setPointerCapture(event.pointerId);
      handle.addEventListener("pointermove", move);
    });
    const drop = () => {
      handle.removeEventListener("pointermove", move);
      this.toAddress();
    };
    handle.addEventListener("pointerup", drop);
    handle.addEventListener("pointercancel", drop);
    handle.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -STEP, PageUp: STEP };
      if (event.key in steps) {
        event.preventDefault();
        const share = this.shareOf(this.scale[end]) + steps[event.key] / 100;
        this.changeEnd(end, this.valueAt(share));
        this.toAddress();
      }
    });
  }

  onKey(event) {
    const middle = Math.floor(this.side / 2);
    const cell = this.cell ?? { row: middle, column: middle };
    const step = event.shiftKey ? STEP : 1;
    const moves = {
      ArrowLeft: { column: cell.column - step },
      ArrowRight: { column: cell.column + step },
      ArrowUp: { row: cell.row - step },
      ArrowDown: { row: cell.row + step },
      Home: { column: 0 },
      End: { column: this.side - 1 },
      PageUp: { row: 0 },
      PageDown: { row: this.side - 1 },
    };
    if (event.key === "Escape") {
      this.look(null, false);
    } else if (event.key in moves) {
      event.preventDefault();
      const to = this.cell === null ? cell : { ...cell, ...moves[event.key] };
      const clamp = (at) => Math.min(this.side - 1, Math.max(0, at));
      this.look({ row: clamp(to.row), column: clamp(to.column) }, true);
    }
  }
}

async function begin(root) {
  root.dataset.state = "loading";
  try {
    const [matrix, counts, colours] = await Promise.all([
      fetched(root.dataset.matrix).then((response) => response.arrayBuffer()),
      fetched(root.dataset.counts).then((response) => response.arrayBuffer()),
      coloursFrom(root.dataset.colourMaps),
    ]);
    root.querySelector('[data-part="waiting"]')?.remove();
    root.querySelector('[data-part="all"]').hidden = false;
    new Heatmap(root, new Float32Array(matrix), new Uint32Array(counts), colours);
  } catch (failure) {
    root.dataset.state = "failed";
    const place = root.querySelector('[data-part="waiting"]') ?? root;
    place.textContent = failure.message;
    place.classList.add("notice", "bad");
    place.setAttribute("role", "alert");
  }
}

for (const root of document.querySelectorAll("[data-heatmap]")) {
  begin(root);
}
