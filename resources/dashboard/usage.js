// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { ask } from './api.js';
import { Chart } from './chart.js';
import { byId, make, reconcile, setAttribute, setText } from './dom.js';
import { axisMemory, axisPercent, duration, integer, memory, percent } from './format.js';
import { stateText, text } from './language.js';
import { now, setClock } from './samples.js';
import { onSelect, selected } from './selection.js';

const RANGES = [60, 600, 3600]; // seconds
const GAP = 3.5; // so many intervals without a sample: the line is broken

// What the selection is, and its graphs over time with marks where code was replaced or a worker died.
export class Usage {
  #range = RANGES[1];
  #samples = []; // [time, cpu, mem], oldest first
  #interval = 1000;
  #loading = null; // AbortController
  #facts = new Map();
  #marks;
  #charts;

  // marks(selection): [{ time, level }] of what happened.
  constructor(marks) {
    this.#marks = marks;
    this.#charts = [
      new Chart(byId('charts'), {
        column: 1, colour: 'cpu', title: text('processor'), unit: text('ofOneProcessor'), format: percent, axis: axisPercent, least: 5,
      }),
      new Chart(byId('charts'), {
        column: 2, colour: 'memory', title: text('memory'), unit: text('resident'), format: memory, axis: axisMemory, least: 5,
      }),
    ];
    for (const seconds of RANGES) {
      byId('range').append(make('button', {
        type: 'button', 'data-seconds': seconds, onclick: () => this.setRange(RANGES.indexOf(seconds)),
      }, text(`range${seconds}`)));
    }
    this.#markRange();
    onSelect(() => this.load());
  }

  setRange(index) {
    if (this.#range === RANGES[index]) return;
    this.#range = RANGES[index];
    this.#markRange();
    this.load();
  }

  #markRange() {
    for (const button of byId('range').children)
      setAttribute(button, 'aria-pressed', Number(button.dataset.seconds) === this.#range);
  }

  // From the daemon's memory: at first, after a break, and when something else is to be shown.
  async load() {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    this.#samples = [];
    this.#title();
    this.draw();
    try {
      const history = await ask('history', { ...selected(), seconds: this.#range }, signal);
      setClock(history);
      this.#interval = history.interval_ms;
      this.#samples = history.samples; // what was noted meanwhile may be of another clock
      this.draw();
    } catch {
      // Gone meanwhile, or the connection is lost: both are shown where they belong.
    }
  }

  #title() {
    const { app, worker } = selected();
    const name = app === undefined ? text('everything') : app;
    setText(byId('usage-title'), worker === undefined ? name : `${name} ${text('workerN', { id: worker })}`);
  }

  // isDue: a second has gone by since the last sample.
  update(status, isDue) {
    const { app, worker } = selected();
    this.#title();
    this.#describe(status, app, worker);
    if (!isDue) return;
    const mine = status.workers.filter((one) => one.app === app && (worker === undefined || one.id === worker));
    const { cpu, mem } = app === undefined ? status.total : {
      cpu: mine.reduce((sum, one) => sum + one.cpu, 0),
      mem: mine.reduce((sum, one) => sum + one.mem, 0),
    };
    this.#samples.push([now(), cpu, mem]);
    while (this.#samples[0][0] < now() - this.#range * 1000) this.#samples.shift();
    this.draw();
  }

  #describe(status, app, worker) {
    const one = status.workers.find(({ id }) => id === worker);
    const facts = [];
    if (one) {
      facts.push(['state', stateText(one.state)], ['pid', one.pid > 0 ? one.pid : '–'], ['generation', one.generation],
        ['uptime', one.pid > 0 ? duration(one.uptime) : '–'], ['restarts', integer(one.restarts)]);
      if (one.connections !== null) facts.push(['connections', integer(one.connections)]);
    }
    reconcile(byId('facts'), this.#facts, facts, ([name]) => name, ([name]) => {
      const value = make('dd');
      return {
        node: make('div', {}, make('dt', {}, text(name)), value),
        update: ([, content]) => setText(value, content),
      };
    });
    byId('facts').hidden = facts.length === 0;
  }

  draw() {
    const to = now();
    const samples = withGaps(this.#samples, Math.max(this.#interval, 1000) * GAP);
    const from = to - this.#range * 1000;
    const marks = this.#marks(selected()).filter(({ time }) => time >= from);
    for (const chart of this.#charts) chart.show(samples, { from, to, marks });
  }
}

function withGaps(samples, limit) {
  const result = [];
  for (const sample of samples) {
    const last = result.at(-1);
    if (last && sample[0] - last[0] > limit) result.push([last[0] + 1, null, null]);
    result.push(sample);
  }
  return result;
}
