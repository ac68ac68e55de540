// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { byId, make, setAttribute, setText } from './dom.js';
import { duration, integer, memory, percent, uptimeSeconds } from './format.js';
import { text } from './language.js';
import { isSelected, onSelect, select } from './selection.js';
import { makeSparkline } from './sparkline.js';

// The row of tiles at the top: all applications and the daemon in one look.
export class Summary {
  #tiles = new Map();
  #samples;

  constructor(samples) {
    this.#samples = samples;
    this.#add('workers', null);
    this.#add('processor', makeSparkline(1, 10));
    this.#add('memory', makeSparkline(2, 10));
    this.#add('daemon', null);
    onSelect(() => this.#mark());
    this.#mark();
  }

  #add(name, graph) {
    const value = make('strong', {}, '–');
    const note = make('small');
    const content = [make('span', { class: 'label' }, text(name)), value, note, graph?.node];
    const isAll = graph !== null;
    const tile = isAll
      ? make('button', { type: 'button', class: 'tile', title: text('showAll'), onclick: () => select({}) }, ...content)
      : make('div', { class: 'tile' }, ...content);
    this.#tiles.set(name, { tile, value, note, graph, isAll });
    byId('summary').append(tile);
  }

  #mark() {
    for (const { tile, isAll } of this.#tiles.values())
      if (isAll) setAttribute(tile, 'aria-pressed', isSelected({}));
  }

  #set(name, value, note, level = null) {
    const tile = this.#tiles.get(name);
    setText(tile.value, value);
    setText(tile.note, note);
    setAttribute(tile.tile, 'data-level', level);
  }

  update(status) {
    const { master, total, apps, workers } = status;
    const up = workers.filter((one) => one.state === 'up' && !one.spare).length;
    const wanted = apps.reduce((sum, app) => sum + (app.state === 'exited' ? 0 : app.workers), 0);
    const troubled = apps.some((app) => ['degraded', 'starting'].includes(app.state) || app.failure);
    this.#set('workers', `${integer(up)} / ${integer(wanted)}`, text('upOfWanted'), troubled ? 'bad' : 'good');
    this.#set('processor', percent(total.cpu), text('ofOneProcessor'));
    this.#set('memory', memory(total.mem), text('resident'));
    const lost = master.dropped_lines > 0 ? ` · ${text('droppedLines', { count: integer(master.dropped_lines) })}` : '';
    this.#set('daemon', duration(uptimeSeconds(master.uptime)),
      `${percent(master.cpu)} · ${memory(master.mem)} · PID ${master.pid}${lost}`);
    setText(byId('version'), master.version);
    document.title = `${up}/${wanted} ${text('titleUp')} – qilin-daemon`;
  }

  draw() {
    for (const { graph } of this.#tiles.values()) graph?.draw(this.#samples.of('total'));
  }
}
