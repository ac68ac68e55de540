// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { ask } from './api.js';
import { byId, make, oncePerFrame, setAttribute, setText } from './dom.js';
import { clock, fullTime, integer, plain } from './format.js';
import { text } from './language.js';

const KEPT = 2000; // lines
const SHOWN = 1000; // of them on the page, the newest
const LINE_LENGTH = 4000; // characters; one may have 64 kB
const LOADED = 300; // at first

const keyOf = (line) => `${line.time} ${line.worker} ${line.stream} ${line.text}`;

// What the workers print: the last lines, then each as it comes.
export class Log {
  #lines = []; // oldest first
  #fresh = []; // not yet on the page
  #known = null; // Map of lines loaded with /logs, while events may repeat them
  #search = '';
  #app = '';
  #worker = '';
  #follows = true;
  #top = 0; // where the box was scrolled to, to show the newest line
  #box = byId('log-lines');
  #append = oncePerFrame(() => this.#show());

  constructor() {
    byId('log-search').addEventListener('input', (event) => {
      this.#search = event.target.value.toLowerCase();
      this.#rebuild();
    });
    byId('log-app').addEventListener('change', (event) => this.filter({ app: event.target.value || undefined }));
    byId('log-worker').addEventListener('change', (event) =>
      this.filter({ app: this.#app || undefined, worker: event.target.value || undefined }));
    byId('log-follow').addEventListener('click', () => this.follow(!this.#follows));
    this.#box.addEventListener('scroll', () => {
      const { scrollTop, scrollHeight, clientHeight } = this.#box;
      this.#setFollows(scrollTop + clientHeight >= scrollHeight - 8);
    }, { passive: true });
    this.#options(byId('log-app'), [['', text('allApps')]]);
    this.#options(byId('log-worker'), [['', text('allWorkers')]]);
  }

  // Anew, after a break too. Events that come meanwhile are not shown twice.
  async load() {
    const early = [];
    const waiting = (this.#known = { add: (line) => early.push(line) });
    let lines = [];
    try {
      lines = await ask('logs', { lines: LOADED });
    } catch (error) {
      if (this.#known === waiting) this.#known = null;
      throw error;
    }
    if (this.#known !== waiting) return; // loaded anew meanwhile
    const left = new Map();
    for (const line of lines) left.set(keyOf(line), (left.get(keyOf(line)) ?? 0) + 1);
    this.#lines = lines;
    this.#known = {
      // Those that were printed before the answer was made come first, and in its order.
      add: (line) => {
        if (line.time < lines[0]?.time) return;
        const count = left.get(keyOf(line)) ?? 0;
        if (count > 0) left.set(keyOf(line), count - 1);
        else {
          this.#known = null;
          this.#push(line);
        }
      },
    };
    this.#rebuild();
    for (const line of early) this.add(line);
  }

  add(line) {
    if (this.#known) this.#known.add(line);
    else this.#push(line);
  }

  #push(line) {
    this.#lines.push(line);
    this.#fresh.push(line);
    if (this.#lines.length > KEPT * 1.1) this.#lines.splice(0, this.#lines.length - KEPT);
    if (this.#fresh.length > SHOWN) this.#fresh.splice(0, this.#fresh.length - SHOWN);
    this.#append();
  }

  // target: as in selection.js.
  filter({ app = '', worker = '' }) {
    this.#app = app;
    this.#worker = String(worker);
    this.#offer();
    this.#rebuild();
  }

  #status = { apps: [], workers: [] };
  update(status) {
    this.#status = status;
    this.#offer();
  }

  // A worker that has gone stays to be chosen while it is chosen.
  #offer() {
    const { apps, workers } = this.#status;
    const ids = workers.filter((one) => this.#app === '' || one.app === this.#app).map((one) => String(one.id));
    if (this.#worker !== '' && !ids.includes(this.#worker)) ids.push(this.#worker);
    this.#options(byId('log-app'), [['', text('allApps')], ...apps.map(({ name }) => [name, name])]);
    this.#options(byId('log-worker'), [['', text('allWorkers')], ...ids.map((id) => [id, text('workerN', { id })])]);
    byId('log-app').value = this.#app;
    byId('log-worker').value = this.#worker;
  }

  #options(list, wanted) {
    const values = JSON.stringify(wanted);
    if (list.dataset.values === values) return;
    list.dataset.values = values;
    list.replaceChildren(...wanted.map(([value, label]) => make('option', { value }, label)));
  }

  #matches(line) {
    return (this.#app === '' || line.app === this.#app)
      && (this.#worker === '' || String(line.worker) === this.#worker)
      && (this.#search === '' || plain(line.text).toLowerCase().includes(this.#search));
  }

  #rebuild() {
    this.#fresh = this.#lines.slice();
    this.#box.replaceChildren();
    this.#top = 0;
    this.#show();
  }

  #show() {
    // Scrolled back since, though the browser has not said so yet. A box that has grown is no longer
    // scrolled as far either, but shows the newest line.
    const { scrollTop, scrollHeight, clientHeight } = this.#box;
    if (this.#follows && scrollTop < this.#top && scrollTop + clientHeight < scrollHeight - 8) this.#setFollows(false);
    const matching = this.#fresh.filter((line) => this.#matches(line)).slice(-SHOWN);
    this.#fresh = [];
    if (matching.length > 0 && this.#box.firstElementChild?.className === 'empty') this.#box.replaceChildren();
    this.#box.append(...matching.map((line) => this.#makeLine(line)));
    while (this.#box.childElementCount > SHOWN) this.#box.firstElementChild.remove();
    if (this.#box.childElementCount === 0)
      this.#box.append(make('p', { class: 'empty' }, text(this.#lines.length > 0 ? 'noMatch' : 'noLines')));
    const shown = this.#box.querySelectorAll('.line').length;
    setText(byId('log-count'), this.#search === '' ? '' : text('matches', { count: integer(shown) }));
    this.#scroll();
  }

  #scroll() {
    if (!this.#follows) return;
    this.#box.scrollTop = this.#box.scrollHeight;
    this.#top = this.#box.scrollTop;
  }

  #makeLine(line) {
    const time = Date.parse(line.time);
    const whole = plain(line.text);
    const cut = whole.length > LINE_LENGTH ? `${whole.slice(0, LINE_LENGTH)}…` : whole;
    return make('div', { class: `line ${line.stream}` },
      make('time', { title: fullTime(time) }, clock(time)),
      make('span', { class: 'source' }, `${line.app}[${line.worker}]`),
      make('span', { class: 'said' }, ...this.#marked(cut)));
  }

  // The line's text in pieces, what was searched for within <mark>.
  #marked(whole) {
    if (this.#search === '') return [whole];
    const pieces = [];
    const lower = whole.toLowerCase();
    let from = 0;
    for (let at; (at = lower.indexOf(this.#search, from)) >= 0; from = at + this.#search.length) {
      pieces.push(whole.slice(from, at), make('mark', {}, whole.slice(at, at + this.#search.length)));
    }
    return [...pieces, whole.slice(from)];
  }

  follow(yes) {
    this.#setFollows(yes);
    this.#scroll();
  }

  toggleFollow() {
    this.follow(!this.#follows);
  }

  #setFollows(yes) {
    this.#follows = yes;
    setAttribute(byId('log-follow'), 'aria-pressed', yes);
  }
}
