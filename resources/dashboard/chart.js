// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { make, setAttribute, setText } from './dom.js';
import { clock, clockMinutes } from './format.js';
import { text } from './language.js';
import { colour, onThemeChange } from './theme.js';

const HEIGHT = 170;
const MARK_GAP = 10; // px
const FONT = '11px system-ui, sans-serif';
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800]; // s, between labels of time
const times = (step) => (seconds) => (step % 60 === 0 ? clockMinutes : clock)(seconds * 1000);

// uPlot comes after the page: what there is to read is there before the graphs.
const library = new Promise((resolve) => {
  if (window.uPlot) return resolve(window.uPlot);
  document.querySelector('script[src$="uplot.js"]').addEventListener('load', () => resolve(window.uPlot));
});

// One graph over time. By keys: left and right read values, Escape ends it.
export class Chart {
  #settings;
  #plot = null;
  #frame; // where uPlot draws
  #reading = make('output', { class: 'reading' });
  #shown = { samples: [], from: 0, to: 1, marks: [] };

  constructor(parent, settings) {
    this.#settings = settings;
    this.#frame = make('div', { class: 'plot', tabindex: '0', role: 'img', onkeydown: (event) => this.#key(event) });
    parent.append(make('figure', { class: `chart ${settings.colour}` },
      make('figcaption', {}, make('strong', {}, settings.title), make('small', { class: 'quiet' }, settings.unit),
        make('span', { class: 'space' }), this.#reading),
      this.#frame));
    library.then(() => this.#start());
  }

  show(samples, { from, to, marks }) {
    this.#shown = { samples, from, to, marks };
    this.#describe();
    this.#plot?.setData(this.#data());
  }

  #data() {
    const { samples } = this.#shown;
    const { column } = this.#settings;
    return [samples.map(([time]) => time / 1000), samples.map((sample) => sample[column])];
  }

  #start() {
    const begin = () => {
      this.#plot?.destroy();
      this.#plot = new window.uPlot(this.#options(), this.#data(), this.#frame);
    };
    begin();
    onThemeChange(begin);
    new ResizeObserver(() => {
      const width = this.#frame.clientWidth;
      if (width > 0 && width !== this.#plot.width) this.#plot.setSize({ width, height: HEIGHT });
    }).observe(this.#frame);
  }

  #options() {
    const { least } = this.#settings;
    const name = this.#settings.colour;
    const lines = { stroke: colour('grid'), width: 1 };
    const axis = { stroke: colour('quiet'), font: FONT, grid: lines, ticks: { show: false } };
    return {
      width: Math.max(this.#frame.clientWidth, 200),
      height: HEIGHT,
      padding: [14, 26, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, sync: { key: 'usage' }, points: { size: 7 } },
      scales: {
        x: { range: () => [this.#shown.from / 1000, this.#shown.to / 1000] },
        y: { range: (_, __, most) => [0, Math.max(most ?? 0, least) * 1.1] },
      },
      axes: [
        { ...axis, space: 58, size: 28, incrs: STEPS, values: (_, splits, __, ___, step) => splits.map(times(step)) },
        { ...axis, space: 34, size: 62, values: (_, splits) => splits.map(this.#settings.axis) },
      ],
      series: [{}, { stroke: colour(name), fill: colour(`${name}-area`), width: 1.5, points: { show: false } }],
      hooks: { draw: [(plot) => this.#drawMarks(plot)], setCursor: [() => this.#describe()] },
    };
  }

  #drawMarks(plot) {
    const { ctx: pen, bbox } = plot;
    const last = {}; // by level: a crash loop is not to fill the graph
    for (const { time, level } of this.#shown.marks) {
      const x = Math.round(plot.valToPos(time / 1000, 'x', true));
      if (Math.abs(x - (last[level] ?? -Infinity)) < MARK_GAP * devicePixelRatio) continue;
      last[level] = x;
      pen.save();
      pen.strokeStyle = pen.fillStyle = colour(level);
      pen.lineWidth = devicePixelRatio;
      pen.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
      pen.beginPath();
      pen.moveTo(x, bbox.top);
      pen.lineTo(x, bbox.top + bbox.height);
      pen.globalAlpha = 0.5;
      pen.stroke();
      pen.globalAlpha = 1;
      this.#drawHead(pen, x, bbox.top - 5 * devicePixelRatio, level);
      pen.restore();
    }
  }

  // By form, too: a dot is good, a cross is not.
  #drawHead(pen, x, y, level) {
    const size = 3.5 * devicePixelRatio;
    pen.setLineDash([]);
    pen.beginPath();
    if (level === 'good') {
      pen.arc(x, y, size, 0, 2 * Math.PI);
      pen.fill();
      return;
    }
    pen.lineWidth = 2 * devicePixelRatio;
    pen.moveTo(x - size, y - size);
    pen.lineTo(x + size, y + size);
    pen.moveTo(x + size, y - size);
    pen.lineTo(x - size, y + size);
    pen.stroke();
  }

  #describe() {
    const { column, format, title, unit } = this.#settings;
    const values = this.#shown.samples.filter((sample) => sample[column] !== null);
    const last = values.at(-1);
    const most = values.reduce((top, sample) => Math.max(top, sample[column]), 0);
    setAttribute(this.#frame, 'aria-label', last
      ? text('chartSays', { title, unit, last: format(last[column]), most: format(most) })
      : text('chartEmpty', { title }));
    const index = this.#plot?.cursor.idx;
    const read = index === null || index === undefined ? null : this.#shown.samples[index];
    if (read && read[column] !== null) setText(this.#reading, `${clock(read[0])} · ${format(read[column])}`);
    else setText(this.#reading, last ? format(last[column]) : '');
  }

  #key(event) {
    const steps = { ArrowLeft: -1, ArrowRight: 1, Escape: 0 }[event.key];
    const count = this.#shown.samples.length;
    if (steps === undefined || !this.#plot || count === 0) return;
    event.preventDefault();
    const at = this.#plot.cursor.idx ?? count;
    const next = Math.min(Math.max(at + steps, 0), count - 1);
    const left = steps === 0 ? -10 : this.#plot.valToPos(this.#shown.samples[next][0] / 1000, 'x');
    this.#plot.setCursor({ left, top: steps === 0 ? -10 : 10 });
  }
}
