// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { act } from './actions.js';
import { byId, make, reconcile, setAttribute, setText } from './dom.js';
import { clock, fileNames, fullTime, integer, plain, took } from './format.js';
import { count, reasonText, stateText, text } from './language.js';
import { isSelected, onSelect, select } from './selection.js';
import { makeFailure, WorkerTable } from './workers.js';

// A card for each application, with its workers.
export class Apps {
  #cards = new Map(); // by name
  #samples;

  constructor(samples) {
    this.#samples = samples;
    onSelect(() => {
      for (const card of this.#cards.values()) card.mark();
      this.#reveal();
    });
  }

  update(status) {
    byId('no-apps').hidden = status.apps.length > 0;
    if (status.apps.length === 0) setText(byId('no-apps'), text('noApps'));
    const items = status.apps.map((app) => ({
      app,
      workers: status.workers.filter((worker) => worker.app === app.name),
    }));
    reconcile(byId('app-list'), this.#cards, items, ({ app }) => app.name,
      ({ app }) => new Card(app.name, this.#samples));
  }

  draw() {
    for (const card of this.#cards.values()) card.draw();
  }

  // By keys one may go where the page does not show.
  #reveal() {
    document.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }
}

class Card {
  constructor(name, samples) {
    this.name = name;
    this.table = new WorkerTable(name, samples);
    this.pick = make('button', { type: 'button', class: 'pick', onclick: () => select({ app: name }) }, name);
    this.state = make('span', { class: 'badge' });
    this.workers = make('span', { class: 'quiet' });
    this.start = this.#button('start');
    this.stop = this.#button('stop');
    this.scale = this.#button('scale');
    this.reload = this.#button('reload');
    this.facts = make('p', { class: 'quiet facts' });
    this.outcome = make('div', { class: 'outcome' });
    this.failure = makeFailure();
    this.logFailure = make('p', { class: 'outcome bad', hidden: true });
    this.node = make('article', { class: 'app panel', 'aria-label': name },
      make('header', {}, make('h3', {}, this.pick), this.state, this.workers, make('span', { class: 'space' }),
        make('div', { class: 'actions' }, this.reload, this.scale, this.stop, this.start)),
      this.facts, this.outcome, this.failure.node, this.logFailure, this.table.node);
    this.mark();
  }

  #button(kind) {
    const run = () => act(kind, { app: this.name, workers: this.app.workers });
    const label = text('actionOn', { action: text(kind), target: this.name });
    return make('button', { type: 'button', 'aria-label': label, 'data-action': kind, onclick: run }, text(kind));
  }

  mark() {
    setAttribute(this.pick, 'aria-current', isSelected({ app: this.name }) ? 'true' : null);
    this.table.mark();
  }

  draw() {
    this.table.draw();
  }

  update({ app, workers }) {
    this.app = app;
    const up = workers.filter((one) => one.state === 'up' && !one.spare).length;
    setAttribute(this.node, 'data-state', app.state);
    setAttribute(this.state, 'data-state', app.state);
    setText(this.state, stateText(app.state));
    setText(this.workers, text('upOf', { up: integer(up), wanted: integer(app.workers) }));
    const isStopped = ['stopped', 'exited'].includes(app.state);
    this.start.hidden = !isStopped;
    this.stop.hidden = isStopped;
    setText(this.facts, this.#describe(app).join(' · '));
    this.#showReload(app.last_reload);
    // Mostly a worker says it below.
    this.failure.update(workers.some((worker) => worker.failure) ? null : app.failure);
    const logFailure = app.log_file?.failure;
    this.logFailure.hidden = !logFailure;
    if (logFailure) setText(this.logFailure, text('logFileFails', { path: app.log_file.path, reason: logFailure }));
    this.table.update(workers);
  }

  #describe(app) {
    const facts = [text('generationN', { n: app.generation })];
    if (app.listening.length > 0) facts.push(app.listening.join(', '));
    if (app.watching > 0) facts.push(count('watching', app.watching));
    if (app.spare_workers > 0) facts.push(text('sparesReady', { ready: app.parked, wanted: app.spare_workers }));
    if (app.waiting_for) facts.push(text('waitingFor', { names: app.waiting_for.join(', ') }));
    return facts;
  }

  #showReload(reload) {
    this.outcome.hidden = !reload;
    if (!reload || this.shown === reload.at + reload.result) return;
    this.shown = reload.at + reload.result;
    const isGood = reload.result === 'OK';
    const time = Date.parse(reload.at);
    const why = [reasonText(reload.reason), fileNames(reload.files)].filter(Boolean).join(': ');
    this.outcome.className = `outcome ${isGood ? 'good' : 'bad'}`;
    this.outcome.replaceChildren(
      make('p', { title: [fullTime(time), ...reload.files].join('\n') }, text(isGood ? 'lastReloadGood' : 'lastReloadBad',
        { time: clock(time), took: took(reload.took_ms), why })),
      ...(isGood ? [] : [make('pre', { tabindex: '0' }, plain(reload.result))]));
  }
}
