// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// The connection is lost in every way there is; the page says so, and comes back by itself.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

import { pageTest, see } from './support/browser.mjs';
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

pageTest('a password that does not fit any more', () => daemon, async (page) => {
  await page.route('**/events*', (route) =>
    route.fulfill({ status: 401, contentType: 'application/json', body: '{"error":"unauthorized"}' }));
  await daemon.end();
  await isLost(page);
  await daemon.start();
  await see(page, '#lost', 'unauthorized');
  await page.unroute('**/events*');
  await isLive(page);
}, { expected: LOST });
