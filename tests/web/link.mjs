// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// The connection is lost in every way there is; the page says so, and comes back by itself.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { open, pageTest, see } from './support/browser.mjs';
import { Daemon } from './support/daemon.mjs';

const exec = fileURLToPath(new URL('apps/prints.js', import.meta.url));
const LOST = /ERR_|Failed to load resource/; // what the browser itself says of it
let daemon;
before(async () => {
  daemon = await new Daemon({ name: 'web', exec, workers: 1, min_uptime: 100, worker_disconnect_timeout: 500 }).start();
});
after(() => daemon.discard());

const isLost = (page) => page.locator('html[data-link=lost]').waitFor();
const isLive = (page) => page.locator('html[data-link=live]').waitFor();
const ofDaemon = (page) => see(page, '.tile', `PID ${daemon.pid}`);

for (const [how, signal] of [['killed', 'SIGKILL'], ['told to quit', 'SIGTERM']]) {
  pageTest(`a daemon that is ${how}, and started again`, () => daemon, async (page) => {
    await ofDaemon(page);
    await daemon.end(signal);
    await isLost(page);
    await see(page, '#lost[role=alert]', 'The daemon does not answer');
    await see(page, '#link', 'disconnected');
    assert.match(await page.title(), /disconnected/);
    await daemon.start();
    await isLive(page);
    await ofDaemon(page);
    assert.equal(await page.locator('#lost').isHidden(), true);
    // Lines and events are those of the daemon that is there now.
    await page.locator('.line .said', { hasText: /^tick 2$/ }).first().waitFor();
    await page.waitForFunction(() => document.querySelectorAll('#event-list li[data-level=info]').length === 1);
    assert.match(await page.title(), /1\/1 up/);
  }, { expected: LOST });
}

pageTest('a daemon that hangs', () => daemon, async (page) => {
  await ofDaemon(page);
  daemon.signal('SIGSTOP');
  await isLost(page);
  await see(page, '#lost', 'silent for too long');
  daemon.signal('SIGCONT');
  await isLive(page);
  await ofDaemon(page);
}, { expected: LOST });

const show = (page, hidden) => page.evaluate((value) => {
  Object.defineProperty(document, 'hidden', { value, configurable: true });
  const { setTimeout } = window; // its minute is over at once
  window.setTimeout = (work, ms) => setTimeout(work, ms === 60_000 ? 1 : ms);
  document.dispatchEvent(new Event('visibilitychange'));
  window.setTimeout = setTimeout;
}, hidden);
const isPaused = (page) => page.locator('html[data-link=paused]').waitFor();
const becomeOnline = (page) => page.evaluate(() => dispatchEvent(new Event('online')));

pageTest('a page that nobody looks at lets go of the daemon, and comes back', () => daemon, async (page) => {
  await ofDaemon(page);
  await show(page, true);
  await isPaused(page);
  await see(page, '#link', 'paused');
  // A network that is back does not wake it.
  let asked = 0;
  page.on('request', (request) => { asked += request.url().includes('/events') ? 1 : 0; });
  await becomeOnline(page);
  await page.evaluate(() => fetch('healthz'));
  assert.equal(asked, 0);
  await show(page, false);
  await isLive(page);
});

test('events of another run take the place of those before', async (t) => {
  const other = new Daemon({ name: 'first', exec, min_uptime: 100, worker_disconnect_timeout: 500 });
  t.after(() => other.discard());
  await other.start();
  const { page, close } = await open(other.url, { expected: LOST });
  await see(page, '#event-list li', 'first');
  // The page draws nothing, as one in a tab behind others.
  await page.evaluate(() => {
    window.frames = { real: requestAnimationFrame.bind(window), waiting: [] };
    window.requestAnimationFrame = (work) => window.frames.waiting.push(work);
  });
  await other.end();
  other.config.name = 'second';
  // The page ends it once it has all that has happened.
  const past = page.waitForEvent('requestfailed', (request) => request.url().includes('only='));
  await other.start();
  await past;
  await page.evaluate(() => {
    window.requestAnimationFrame = window.frames.real;
    for (const work of window.frames.waiting) work();
  });
  await see(page, '#event-list li', 'second');
  assert.equal(await page.locator('#event-list li', { hasText: 'first' }).count(), 0);
  await close();
});

test('below a path of a proxy', async () => {
  const proxy = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://proxy');
    if (!pathname.startsWith('/qilin/')) return response.writeHead(404).end();
    const onward = http.request({
      port: daemon.port, path: request.url.slice('/qilin'.length), method: request.method, headers: request.headers, agent: false,
    }, (answer) => answer.pipe(response.writeHead(answer.statusCode, answer.headers)));
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    return request.pipe(onward);
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const view = await open(`http://127.0.0.1:${proxy.address().port}/qilin/`);
  await isLive(view.page);
  await view.page.locator('.app header [data-action=reload]').click();
  await view.page.locator('dialog button[type=submit]').click();
  await see(view.page, '.notice[data-level=good]', 'Reloaded web');
  await view.close();
  proxy.close();
  proxy.closeAllConnections();
});

pageTest('a password that does not fit any more is not tried again', () => daemon, async (page) => {
  await ofDaemon(page);
  await show(page, true);
  await isPaused(page);
  let asked = 0;
  await page.route('**/events*', async (route) => {
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, 4000)); // as a daemon lets one wait who guesses
    await route.fulfill({ status: 401, contentType: 'application/json', body: '{"error":"unauthorized"}' });
  });
  await page.evaluate(() => { // another try would come at once
    const { setTimeout } = window;
    window.setTimeout = (work, ms) => setTimeout(work, ms < 3000 ? 0 : ms);
  });
  await show(page, false);
  await see(page, '#lost[role=alert]', 'refuses this page: unauthorized');
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.equal(asked, 1);
  await page.unroute('**/events*');
  await becomeOnline(page);
  await isLive(page);
}, { expected: LOST });
