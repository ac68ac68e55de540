// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { act } from './actions.js';
import { make, reconcile, setAttribute, setText } from './dom.js';
import { duration, integer, memory, percent, plain, took } from './format.js';
import { stateText, text } from './language.js';
import { isSelected, select } from './selection.js';
import { makeSparkline } from './sparkline.js';

// Why something is down, what it said last, and what happens next.
export function makeFailure() {
  const reason = make('p');
  const output = make('pre', { tabindex: '0' });
  const node = make('div', { class: 'outcome bad', hidden: true }, reason, output);
  return {
    node,
    update(failure) {
      node.hidden = !failure;
      if (!failure) return;
      const next = failure.next_try_ms === null
        ? text('notTriedAgain')
        : text('nextTry', { time: took(failure.next_try_ms) });
      setText(reason, `${failure.reason}; ${next}`);
      output.hidden = failure.output.length === 0;
      setText(output, failure.output.map(plain).join('\n'));
    },
  };
}

// The workers of one application.
export class WorkerTable {
  #rows = new Map(); // by id
  #head;
  #samples;
  #app;

  constructor(app, samples) {
    this.#app = app;
    this.#samples = samples;
    const head = ['worker', 'state', 'processor', 'memory', 'uptime', 'restarts', 'pid']
      .map((name) => make('th', { scope: 'col', class: name }, text(name)));
    const actions = make('th', { scope: 'col' }, make('span', { class: 'unseen' }, text('actions')));
    this.#head = make('thead', {}, make('tr', {}, ...head, actions));
    this.node = make('table', { class: 'workers' },
      make('caption', { class: 'unseen' }, text('workersOf', { app })), this.#head);
  }

  update(workers) {
    this.node.hidden = workers.length === 0;
    reconcile(this.node, this.#rows, workers, (worker) => worker.id,
      (worker) => new Row({ app: this.#app, worker: worker.id }), this.#head);
    this.mark();
  }

  mark() {
    for (const row of this.#rows.values()) row.mark();
  }

  draw() {
    for (const row of this.#rows.values()) row.draw(this.#samples);
  }
}

class Row {
  constructor(target) {
    this.target = target;
    this.cells = {};
    const label = text('workerN', { id: target.worker });
    this.pick = make('button', { type: 'button', class: 'pick', 'aria-label': label, onclick: () => select(target) },
      `#${target.worker}`);
    this.note = make('small', { class: 'quiet' });
    this.badge = make('span', { class: 'badge' });
    this.failure = makeFailure();
    this.cpu = makeSparkline(1, 5);
    this.memory = makeSparkline(2, 10);
    const restart = make('button', {
      type: 'button', class: 'icon', 'data-action': 'restart', onclick: () => act('restart', target),
      title: text('restart'), 'aria-label': text('actionOn', { action: text('restart'), target: label }),
    }, '↻');
    this.row = make('tr', { onclick: (event) => { if (event.target.closest('button') === null) select(target); } },
      make('th', { scope: 'row', class: 'worker' }, this.pick, this.note),
      make('td', { class: 'state' }, this.badge),
      this.#cell('processor', this.cpu), this.#cell('memory', this.memory),
      this.#cell('uptime'), this.#cell('restarts'), this.#cell('pid'),
      make('td', { class: 'actions' }, restart));
    this.down = make('tr', { class: 'down', hidden: true },
      make('td', { colspan: '8' }, this.failure.node));
    this.node = make('tbody', {}, this.row, this.down);
  }

  #cell(name, graph = null) {
    this.cells[name] = make('span');
    return make('td', { class: name }, graph?.node, this.cells[name]);
  }

  mark() {
    const isIt = isSelected(this.target);
    setAttribute(this.pick, 'aria-current', isIt ? 'true' : null);
    this.row.classList.toggle('selected', isIt);
  }

  draw(samples) {
    const series = samples.of(this.target.worker);
    this.cpu.draw(series);
    this.memory.draw(series);
  }

  update(worker) {
    setText(this.note, [worker.spare ? text('spare') : '', worker.status ?? ''].filter(Boolean).join(' · '));
    setAttribute(this.badge, 'data-state', worker.state);
    setText(this.badge, stateText(worker.state));
    setText(this.cells.processor, percent(worker.cpu));
    setText(this.cells.memory, memory(worker.mem));
    setText(this.cells.uptime, worker.pid > 0 ? duration(worker.uptime) : '–');
    setText(this.cells.restarts, integer(worker.restarts));
    setText(this.cells.pid, worker.pid > 0 ? worker.pid : '–');
    this.failure.update(worker.failure);
    this.down.hidden = !worker.failure;
  }
}
