// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// The page by keyboard alone.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

import { pageTest, see } from './support/browser.mjs';
import { Daemon, waitFor } from './support/daemon.mjs';

const exec = fileURLToPath(new URL('apps/prints.js', import.meta.url));
let daemon;
before(async () => {
  daemon = await new Daemon({ name: 'web', exec, workers: 2, min_uptime: 100, worker_disconnect_timeout: 500 }).start();
});
after(() => daemon.discard());

const focused = (page) => page.evaluate(() => {
  const node = document.activeElement;
  return node.getAttribute('aria-label') ?? node.textContent;
});

pageTest('Tab goes everywhere, in order, and is seen', () => daemon, async (page) => {
  const path = [];
  for (let step = 0; step < 40 && !path.includes('Log'); ++step) {
    await page.keyboard.press('Tab');
    path.push(await focused(page));
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.equal(outline, 'solid', path.at(-1));
  }
  assert.equal(path[0], 'Skip to the applications');
  const wanted = ['Reload all', 'Keys', 'web', 'Reload: web', 'Scale: web', 'Stop: web', 'Search in the log', 'Follow'];
  const places = wanted.map((name) => path.indexOf(name));
  assert.ok(!places.includes(-1), path.join(', '));
  assert.deepEqual(places, [...places].sort((one, other) => one - other));
});

pageTest('? shows the keys', () => daemon, async (page) => {
  await page.keyboard.press('?');
  await see(page, 'dialog.help kbd', '/');
  assert.ok(await page.locator('dialog.help kbd').count() >= 12);
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
});

pageTest('keys select, and act on what is selected', () => daemon, async (page) => {
  await page.keyboard.press('j');
  await page.locator('h3 [aria-current=true]', { hasText: 'web' }).waitFor();
  await see(page, '#usage-title', 'web');
  await page.keyboard.press('j');
  await page.locator('.workers [aria-current=true]').waitFor();
  await page.locator('#facts dt', { hasText: 'PID' }).waitFor();
  const worker = (await daemon.info()).workers[0].id;
  await see(page, '#usage-title', `web worker ${worker}`);

  await page.keyboard.press('w');
  await see(page, 'dialog h2', `Restart: web worker ${worker}`);
  await page.keyboard.press('Enter');
  await see(page, '.notice[data-level=good]', `Restarted web worker ${worker}`);

  await page.keyboard.press('s');
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await see(page, '.notice[data-level=good]', 'web has 1 workers now');
  await waitFor('one worker', async () => (await daemon.info()).workers.length === 1);

  await page.keyboard.press('r');
  await see(page, 'dialog h2', 'Reload: web');
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  assert.equal((await daemon.info()).apps[0].generation, 1);
});

pageTest('keys search the log, choose the time, read the graph', () => daemon, async (page) => {
  await page.keyboard.press('/');
  await page.keyboard.type('red and');
  await page.locator('#log-lines mark').first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('3');
  await page.locator('#range [aria-pressed=true]', { hasText: '1 h' }).waitFor();
  await page.keyboard.press('1');
  await page.locator('#range [aria-pressed=true]', { hasText: '1 min' }).waitFor();

  const plot = page.locator('.memory .plot');
  await plot.locator('canvas').waitFor();
  await plot.focus();
  await page.keyboard.press('ArrowLeft');
  await page.locator('.memory .reading', { hasText: /\d\d:\d\d:\d\d · [\d.]+ MB/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.memory .reading', { hasText: /^[\d.]+ MB$/ }).waitFor();
});
