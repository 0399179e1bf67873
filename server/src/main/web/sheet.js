// Where everything of a heatmap is on its canvases, in device pixels, and how it is drawn there. It knows
// nothing of values: cells come as a picture, colours and labels from whoever asks.

import { distance } from "./scale.js";

export class Sheet {
  constructor(side, binSizeBp, ofPairs) {
    this.side = side;
    this.binSizeBp = binSizeBp;
    this.ofPairs = ofPairs;
  }

  // Takes colours and font from an element, and as much width as there is, in CSS pixels.
  measure(element, widthPx) {
    const style = getComputedStyle(element);
    this.ink = style.color;
    this.fontFamily = style.fontFamily;
    this.ratio = window.devicePixelRatio || 1;
    const frame = { left: 58, top: 8, right: 14, bottom: 48 };
    const width = Math.max(200, Math.min(widthPx, 760));
    const room = (width - frame.left - frame.right) * this.ratio;
    const whole = Math.floor(room / this.side);
    this.cellSize = whole >= 1 ? whole : room / this.side;
    this.plotSize = this.cellSize * this.side;
    this.frame = Object.fromEntries(
      Object.entries(frame).map(([name, size]) => [name, Math.round(size * this.ratio)]),
    );
  }

  // A canvas of that size with nothing on it, and a pen.
  size(canvas, width, height) {
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${width / this.ratio}px`;
      canvas.style.height = `${height / this.ratio}px`;
    }
    const context = canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.strokeStyle = this.ink;
    context.fillStyle = this.ink;
    context.lineWidth = Math.max(1, Math.round(this.ratio));
    context.font = `${13 * this.ratio}px ${this.fontFamily}`;
    return context;
  }

  paintPlot(canvas, picture) {
    const { frame, plotSize, ratio } = this;
    const width = Math.ceil(frame.left + plotSize + frame.right);
    const height = Math.ceil(frame.top + plotSize + frame.bottom);
    const context = this.size(canvas, width, height);
    context.imageSmoothingEnabled = this.cellSize < 1;
    context.drawImage(picture, frame.left, frame.top, plotSize, plotSize);
    context.strokeRect(frame.left - 0.5, frame.top - 0.5, plotSize + 1, plotSize + 1);
    this.paintAxes(context);
  }

  paintAxes(context) {
    const { frame, plotSize, ratio } = this;
    const centre = (this.side - 1) / 2;
    const flankBp = centre * this.binSizeBp;
    const shares = this.side === 1 ? [0] : [-1, -0.5, 0, 0.5, 1];
    const bottom = frame.top + plotSize;
    for (const share of shares) {
      const at = (centre + share * centre + 0.5) * this.cellSize;
      const label = distance(share * flankBp, flankBp);
      context.beginPath();
      context.moveTo(frame.left + at, bottom);
      context.lineTo(frame.left + at, bottom + 5 * ratio);
      context.moveTo(frame.left, frame.top + at);
      context.lineTo(frame.left - 5 * ratio, frame.top + at);
      context.stroke();
      context.textAlign = "center";
      context.textBaseline = "top";
      context.fillText(label, frame.left + at, bottom + 8 * ratio);
      context.textAlign = "right";
      context.textBaseline = "middle";
      context.fillText(label, frame.left - 8 * ratio, frame.top + at);
    }
    const unit = distance.unit(flankBp);
    context.textAlign = "center";
    context.textBaseline = "bottom";
    context.fillText(
      `Distance from ${this.ofPairs ? "second anchor" : "centre"} (${unit})`,
      frame.left + plotSize / 2,
      bottom + frame.bottom - 4 * ratio,
    );
    context.save();
    context.translate(2 * ratio, frame.top + plotSize / 2);
    context.rotate(-Math.PI / 2);
    context.textBaseline = "top";
    context.fillText(`Distance from ${this.ofPairs ? "first anchor" : "centre"} (${unit})`, 0, 0);
    context.restore();
  }

  // The bar, from the lowest value on the left to the highest; marks are { share, label }.
  paintBar(canvas, colourAt, marks) {
    const { frame, ratio } = this;
    const length = Math.round(this.plotSize);
    const thick = Math.round(18 * ratio);
    const context = this.size(
      canvas,
      Math.ceil(frame.left + length + frame.right),
      Math.round(thick + 30 * ratio),
    );
    const strip = context.createImageData(length, 1);
    const words = new Uint32Array(strip.data.buffer);
    for (let i = 0; i < length; i++) {
      words[i] = colourAt(i / Math.max(1, length - 1));
    }
    const line = document.createElement("canvas");
    line.width = length;
    line.height = 1;
    line.getContext("2d").putImageData(strip, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(line, frame.left, 0, length, thick);
    context.strokeRect(frame.left - 0.5, 0.5, length + 1, thick);
    context.textAlign = "center";
    context.textBaseline = "top";
    let free = 0;
    for (const { share, label } of marks) {
      const x = frame.left + share * length;
      const half = context.measureText(label).width / 2;
      context.beginPath();
      context.moveTo(x, thick);
      context.lineTo(x, thick + 5 * ratio);
      context.stroke();
      if (x - half > free) {
        context.fillText(label, x, thick + 8 * ratio);
        free = x + half + 6 * ratio;
      }
    }
  }

  // Lines through the middle of a cell, or none.
  paintCross(canvas, plot, cell) {
    const { frame, plotSize } = this;
    const context = this.size(canvas, plot.width, plot.height);
    if (cell === null) {
      return;
    }
    const x = frame.left + (cell.column + 0.5) * this.cellSize;
    const y = frame.top + (cell.row + 0.5) * this.cellSize;
    for (const [colour, width] of [["#ffffff", 3], ["#1a1f27", 1]]) {
      context.strokeStyle = colour;
      context.lineWidth = width * this.ratio;
      context.beginPath();
      context.moveTo(frame.left, y);
      context.lineTo(frame.left + plotSize, y);
      context.moveTo(x, frame.top);
      context.lineTo(x, frame.top + plotSize);
      context.stroke();
    }
  }
}
