// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { act } from './actions.js';
import { showHelp } from './dialogs.js';
import { byId } from './dom.js';
import { text } from './language.js';
import { move, select, selected } from './selection.js';

// The keys of the page; each that changes something asks first. lookUp(app): of the last status.
export function listenToKeys({ log, usage, lookUp }) {
  const withApp = (run) => () => {
    const app = lookUp(selected().app);
    if (app) run(app);
  };
  const keys = {
    j: ['keyNext', () => move(1)],
    k: ['keyPrevious', () => move(-1)],
    r: ['keyReload', () => act('reload', { app: selected().app })],
    w: ['keyRestart', () => selected().worker !== undefined && act('restart', selected())],
    s: ['keyScale', withApp((app) => act('scale', { app: app.name, workers: app.workers }))],
    t: ['keyStop', withApp((app) =>
      act(['stopped', 'exited'].includes(app.state) ? 'start' : 'stop', { app: app.name }))],
    1: ['range60', () => usage.setRange(0)],
    2: ['range600', () => usage.setRange(1)],
    3: ['range3600', () => usage.setRange(2)],
    '/': ['keySearch', () => byId('log-search').select()],
    l: ['keyLog', () => log.filter(selected())],
    f: ['keyFollow', () => log.toggleFollow()],
    Escape: ['keyEscape', () => select({})],
    '?': ['keyHelp', () => help()],
  };
  const help = () => showHelp(Object.entries(keys)
    .sort(([one], [other]) => (one.length === 1) - (other.length === 1))
    .map(([name, [key]]) => [name, text(key)]));

  byId('help').addEventListener('click', help);
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector('dialog[open]')) return;
    if (event.target.closest('input, select, textarea')) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    const known = keys[event.key];
    if (!known) return;
    event.preventDefault();
    known[1]();
  });
}
