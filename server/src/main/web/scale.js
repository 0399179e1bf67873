// Which value has which colour, and how numbers along a bar or an axis are written. No document here.

export class Scale {
  // state: min, max, log (whether by logarithm), colours ("sequential", or "diverging" around 1).
  constructor(state, levels) {
    this.min = state.min;
    this.max = state.max;
    this.log = state.log;
    this.colours = state.colours;
    this.top = levels - 1;
    const at = state.log ? Math.log : (x) => x;
    this.low = at(state.min);
    this.high = at(state.max);
    this.middle = state.colours === "diverging" ? at(1) : null;
  }

  static isPossible({ min, max, log, colours }) {
    const finite = Number.isFinite(min) && Number.isFinite(max);
    const around = colours !== "diverging" || (min < 1 && max > 1);
    return finite && min < max && (!log || min > 0) && around;
  }

  state() {
    return { min: this.min, max: this.max, log: this.log, colours: this.colours };
  }

  // The colour's number: 0 for what is at or below the least value, the last one for the greatest.
  // 1 has the middle one of colours around 1.
  level(value) {
    const at = this.log ? (value > 0 ? Math.log(value) : -Infinity) : value;
    let share;
    if (this.middle === null) {
      share = (at - this.low) / (this.high - this.low);
    } else if (at < this.middle) {
      share = (0.5 * (at - this.low)) / (this.middle - this.low);
    } else {
      share = 0.5 + (0.5 * (at - this.middle)) / (this.high - this.middle);
    }
    return share <= 0 ? 0 : share >= 1 ? this.top : Math.floor(share * this.top + 0.5);
  }
}

// Round numbers from low to high, about seven of them at most.
export function ticks(low, high, log) {
  return log ? logTicks(low, high) : evenTicks(low, high);
}

function evenTicks(low, high) {
  const raw = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((it) => it * power).find((it) => it >= raw * 0.999999);
  const found = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
    found.push(Number((i * step).toPrecision(12)));
  }
  return found;
}

function logTicks(low, high) {
  const decades = Math.log10(high / low);
  if (decades < 0.35) {
    return evenTicks(low, high);
  }
  const mantissas = decades < 1 ? [1, 1.5, 2, 3, 5, 7] : decades < 2 ? [1, 2, 5] : decades < 4 ? [1, 3] : [1];
  const stride = Math.max(1, Math.ceil(decades / 8));
  const found = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    if (mantissas.length > 1 || power % stride === 0) {
      for (const mantissa of mantissas) {
        const value = Number((mantissa * 10 ** power).toPrecision(12));
        if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
          found.push(value);
        }
      }
    }
  }
  return found;
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

// A number for people: 0.25, 1,200, 3×10⁻⁶.
export function numeral(value, digits = 3) {
  if (value === 0) {
    return "0";
  }
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e6) {
    return Number(value.toPrecision(digits)).toLocaleString("en", { maximumFractionDigits: 8 }).replace("-", "−");
  }
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const power = [...String(Number(exponent))].map((it) => (it === "-" ? "⁻" : SUPERSCRIPTS[it])).join("");
  const factor = String(Number(mantissa));
  return `${factor === "1" ? "" : `${factor}×`}10${power}`.replace("-", "−");
}

const UNITS = [[1e6, "Mb"], [1e3, "kb"], [1, "bp"]];

function unitOf(longestBp) {
  return UNITS.find(([size]) => longestBp >= size) ?? UNITS.at(-1);
}

// A distance on an axis, in the unit of the axis, which is that of the longest one.
export function distance(bp, longestBp) {
  const [size] = unitOf(longestBp);
  return String(Number((bp / size).toFixed(3))).replace("-", "−");
}

distance.unit = (longestBp) => unitOf(longestBp)[1];

// A distance by itself: +40 kb, −1.5 Mb, 0.
distance.exact = (bp) => {
  if (bp === 0) {
    return "0";
  }
  const [size, name] = unitOf(Math.abs(bp));
  return `${bp > 0 ? "+" : "−"}${Number((Math.abs(bp) / size).toFixed(6))} ${name}`;
};
