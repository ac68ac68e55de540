// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { byId, make, oncePerFrame, reconcile } from './dom.js';
import { clock, fileNames, fullTime, plain, took } from './format.js';
import { reasonText, stateText, text } from './language.js';

const KEPT = 300;
const SHOWN = 100;

// What happened: reloads, and workers that changed their state. Those of the past and those that
// come are told apart by their number alone.
export class Events {
  #items = []; // newest first
  #views = new Map(); // by number
  #isEverything = false;
  #show = oncePerFrame(() => this.#render());

  constructor() {
    byId('events-all').addEventListener('change', (event) => {
      this.#isEverything = event.target.checked;
      this.#render();
    });
    this.#render();
  }

  clear() {
    this.#items = [];
    this.#render(); // at once: the next run's numbers are the same
  }

  // Of /events: "reload" or "worker".
  add({ event, id, data }) {
    const number = Number(id.slice(id.lastIndexOf('-') + 1));
    if (this.#items.some((item) => item.number === number)) return;
    const item = { number, app: data.app, worker: data.worker, ...(event === 'reload' ? ofReload(data) : ofWorker(data)) };
    const at = this.#items.findIndex((other) => other.number < number);
    this.#items.splice(at < 0 ? this.#items.length : at, 0, item);
    this.#items.length = Math.min(this.#items.length, KEPT);
    this.#show();
  }

  // Where the graphs of that selection get a mark: { time, level }.
  marks({ app, worker }) {
    return this.#items.filter((item) => item.isMark && (app === undefined || item.app === app)
      && (worker === undefined || item.worker === undefined || item.worker === worker));
  }

  #render() {
    const items = this.#items.filter((item) => this.#isEverything || item.level !== 'minor').slice(0, SHOWN);
    const list = byId('event-list');
    if (items.length === 0) {
      this.#views.clear();
      list.replaceChildren(make('li', { class: 'empty' }, text('noEvents')));
      return;
    }
    list.querySelector('.empty')?.remove();
    reconcile(list, this.#views, items, ({ number }) => number, (item) => ({ node: makeItem(item), update: () => {} }));
  }
}

function makeItem(item) {
  return make('li', { 'data-level': item.level },
    make('time', { title: fullTime(item.time) }, clock(item.time)),
    make('div', {}, make('strong', {}, item.app), ' ', item.says,
      item.detail ? make('details', { open: item.isOpen }, make('summary', {}, text('details')),
        make('pre', { tabindex: '0' }, item.detail)) : null));
}

function ofReload(data) {
  const started = Date.parse(data.at);
  const why = [reasonText(data.reason), fileNames(data.files)].filter(Boolean).join(': ');
  if (data.phase === 'started')
    return { time: started, level: 'info', says: text('reloadStarted', { generation: data.generation, why }) };
  const time = started + data.took_ms;
  const isGood = data.result === 'OK';
  return {
    time,
    level: isGood ? 'good' : 'bad',
    isMark: true,
    says: text(isGood ? 'reloadGood' : 'reloadBad', { generation: data.generation, took: took(data.took_ms) }),
    detail: isGood ? '' : plain(data.result),
    isOpen: true,
  };
}

function ofWorker(data) {
  const time = Date.parse(data.time);
  const who = text('workerN', { id: data.worker });
  if (data.failure) {
    return {
      time,
      level: 'bad',
      isMark: true,
      says: `${who}: ${data.failure.reason}`,
      detail: data.failure.output.map(plain).join('\n'),
    };
  }
  return { time, level: data.state === 'up' ? 'info' : 'minor', says: `${who}: ${stateText(data.state)}` };
}
