// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { ask } from './api.js';

// What each worker used in the last two minutes: one sample a second, for the small graphs. Filled
// from /history, continued from the statuses.
export const SPAN_MS = 120_000;
const TICK_MS = 900; // statuses that come with changes, in between, bring no new figures
const CLOCK_MS = 1000; // what was noted by a clock that differs by more is of no use
const LOADS = 3; // at once: a browser has six connections for a daemon

// The daemon's clock, as far as its samples tell it.
let offset = 0;
export const now = () => Date.now() + offset;
export function setClock(history) {
  const last = history.samples.at(-1);
  if (last) offset = last[0] - Date.now();
}

export class Samples {
  #series = new Map(); // by key: [[time, cpu, mem], …], oldest first
  #waiting = []; // [key, parameters] of histories to be loaded
  #loading = 0;
  #last = 0;
  #offset = offset;
  #onFill;

  // onFill: samples of the past have come.
  constructor(onFill) {
    this.#onFill = onFill;
  }

  of(key) {
    return this.#series.get(key) ?? [];
  }

  // After a break: everything is to be asked for again.
  clear() {
    this.#series.clear();
    this.#waiting = [];
  }

  // entries: [key, parameters of /history, cpu, mem]; parameters null: it has no history worth
  // asking for. Whether there was something to note.
  tick(entries) {
    if (Math.abs(offset - this.#offset) > CLOCK_MS) {
      this.clear();
      this.#offset = offset;
    }
    const time = now();
    const keys = new Set(entries.map(([key]) => key));
    for (const key of this.#series.keys()) if (!keys.has(key)) this.#series.delete(key);
    const isDue = Math.abs(time - this.#last) >= TICK_MS;
    for (const [key, parameters, cpu, mem] of entries) {
      let series = this.#series.get(key);
      if (!series) {
        this.#series.set(key, (series = []));
        if (parameters) this.#waiting.push([key, parameters]);
      } else if (!isDue) continue;
      series.push([time, cpu, mem]);
      while (series.length > 0 && series[0][0] < time - SPAN_MS) series.shift();
    }
    this.#load();
    if (isDue) this.#last = time;
    return isDue;
  }

  #load() {
    while (this.#loading < LOADS && this.#waiting.length > 0) {
      const [key, parameters] = this.#waiting.shift();
      this.#loading += 1;
      ask('history', { ...parameters, seconds: SPAN_MS / 1000 })
        .then((history) => this.#fill(key, history))
        .catch(() => {}) // a worker that has gone meanwhile; a lost connection is said elsewhere
        .finally(() => {
          this.#loading -= 1;
          this.#load();
        });
    }
  }

  #fill(key, history) {
    const series = this.#series.get(key);
    if (!series) return;
    const first = series[0]?.[0] ?? Infinity;
    series.unshift(...history.samples.filter(([time]) => time < first));
    this.#onFill();
  }
}
