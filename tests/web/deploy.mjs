// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// The sample application is edited under the eyes of the page: well, badly, and well again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';

import { pageTest, see } from './support/browser.mjs';
import { ask, Daemon, freePort, waitFor } from './support/daemon.mjs';

const sample = readFileSync(new URL('../../example/node/app.js', import.meta.url), 'utf8');

let daemon;
let port;
before(async () => {
  port = await freePort();
  daemon = await new Daemon(
    { exec: 'app.js', name: 'shop', workers: 2, reload_delay: 100, min_uptime: 100, worker_disconnect_timeout: 1000, env: { PORT: String(port) } },
    { 'app.js': sample }).start();
});
after(() => daemon.discard());

const version = async () => (await ask({ port, path: '/' })).body.match(/version ([\d.]+)/)[1];
const edit = (text) => daemon.write('app.js', text);

pageTest('an edit is reloaded, a broken one is rolled back, and both are shown', () => daemon, async (page) => {
  assert.equal(await version(), '1.0');
  edit(sample.replace("'1.0'", "'2.0'"));
  await see(page, '.app .outcome.good', 'files changed: app.js');
  await see(page, '.app .facts', 'generation 2');
  await see(page, '#event-list li[data-level=good]', 'generation 2 serves');
  await page.locator('.app .badge[data-state=up]').first().waitFor();
  assert.equal(await version(), '2.0');

  edit(`${sample}\nthrow new Error('the shop is \\u001b[31mbroken\\u001b[0m');\n`); // in red, for a terminal
  await see(page, '.app .outcome.bad', 'What serves now keeps serving');
  await see(page, '.app .outcome.bad pre', 'the shop is broken');
  await see(page, '#event-list li[data-level=bad]', 'what serves now keeps serving');
  await see(page, '#event-list li[data-level=bad] pre', 'the shop is broken');
  await see(page, '.app .facts', 'generation 2');
  assert.equal(await version(), '2.0');

  // What the file has is not waited for: the page asks at once, and hears the same.
  await page.locator('.app header [data-action=reload]').click();
  await page.locator('dialog button[type=submit]').click();
  await see(page, '.notice[data-level=bad] pre', 'the shop is broken');

  edit(sample.replace("'1.0'", "'3.0'"));
  await see(page, '.app .outcome.good', 'files changed: app.js');
  await waitFor('the new version serves', async () => await version() === '3.0');
}, { expected: /500/ });

pageTest('who comes later sees what has happened', () => daemon, async (page) => {
  await see(page, '#event-list li[data-level=bad]', 'the reload failed');
  await see(page, '#event-list li[data-level=good]', 'reloaded in');
  await see(page, '#event-list', 'generation 2 serves');
});
