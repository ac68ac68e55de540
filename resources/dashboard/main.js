// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { act } from './actions.js';
import { Apps } from './apps.js';
import { byId, oncePerFrame, setText } from './dom.js';
import { Events } from './events.js';
import { listenToKeys } from './keys.js';
import { text, translatePage } from './language.js';
import { follow, pastEvents } from './live.js';
import { Log } from './log.js';
import { Samples } from './samples.js';
import { offer } from './selection.js';
import { Summary } from './summary.js';
import { Usage } from './usage.js';

translatePage();

const samples = new Samples(() => draw());
const summary = new Summary(samples);
const apps = new Apps(samples);
const events = new Events();
const usage = new Usage((selection) => events.marks(selection));
const log = new Log();
let status = { apps: [], workers: [] };
let link = '';
let isUseful = false;

const draw = oncePerFrame(() => {
  summary.draw();
  apps.draw();
});

function showStatus(value) {
  status = value;
  offer(status);
  const isDue = samples.tick([
    ['total', {}, status.total.cpu, status.total.mem],
    ...status.workers.map(({ id, uptime, cpu, mem }) => [id, uptime > 2 ? { worker: id } : null, cpu, mem]),
  ]);
  summary.update(status);
  apps.update(status);
  usage.update(status, isDue);
  log.update(status);
  draw();
  // Once what a reader came for is painted (tests/bench).
  if (!isUseful) requestAnimationFrame(() => setTimeout(() => performance.mark('useful')));
  isUseful = true;
}

function showLink(state, says) {
  if (state === link && state !== 'lost') return;
  link = state;
  document.documentElement.dataset.link = state;
  setText(byId('link'), text(`link_${state}`));
  const lost = byId('lost');
  lost.hidden = state !== 'lost';
  if (state === 'lost') {
    setText(lost, says);
    document.title = `${text('link_lost')} – qilin-daemon`;
  } else if (state === 'paused') {
    document.title = 'qilin-daemon';
  }
}

// Connected, for the first time or again: what was missed is asked for.
async function catchUp(run) {
  samples.clear();
  events.clear();
  usage.load();
  const missed = pastEvents(run).then((past) => {
    for (const event of past) events.add(event);
    usage.draw();
  });
  // What fails here is the connection, and that is said by follow().
  await Promise.allSettled([log.load(), missed]);
}

showLink('connecting', '');
byId('reload-all').addEventListener('click', () => act('reload', {}));
listenToKeys({ log, usage, lookUp: (name) => status.apps.find((app) => app.name === name) });
follow({
  onLink: showLink,
  onRun: catchUp,
  onEvent: (event) => {
    if (event.event === 'status') showStatus(event.data);
    else if (event.event === 'log') log.add(event.data);
    else events.add(event);
    if (event.event === 'reload') usage.draw();
  },
});
