// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// What happens in the daemon is on the page at once, and what is done on the page happens there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { open, pageTest, see } from './support/browser.mjs';
import { Daemon, readonlyCredentials, waitFor } from './support/daemon.mjs';

const exec = fileURLToPath(new URL('apps/prints.js', import.meta.url));
const HOSTILE = '<img src=x onerror=window.hacked=1>';
let daemon;
before(async () => {
  const app = { exec, min_uptime: 100, worker_disconnect_timeout: 500 };
  daemon = await new Daemon({ apps: [{ ...app, name: 'web', workers: 2 }, { ...app, name: HOSTILE }] }).start();
});
after(() => daemon.discard());

const card = (page) => page.locator('.app[aria-label=web]');
const rows = (page) => card(page).locator('.workers tbody');
const button = (page, action) => card(page).locator(`header [data-action=${action}]`);
const confirm = (page) => page.locator('dialog button[type=submit]').click();
const workersOf = async (name) => (await daemon.info()).workers.filter((one) => one.app === name);

pageTest('a worker that dies is seen, and the one that follows', () => daemon, async (page) => {
  const [victim] = await workersOf('web');
  const row = card(page).getByRole('button', { name: `worker ${victim.id}`, exact: true });
  await row.waitFor();
  process.kill(victim.pid, 'SIGKILL');
  await row.waitFor({ state: 'detached' });
  await see(page, '#event-list li[data-level=bad]', `worker ${victim.id}: `);
  await waitFor('another one', async () => await rows(page).count() === 2);
  await card(page).locator('td.restarts', { hasText: '1' }).waitFor();
});

pageTest('names and lines are text, whatever they hold', () => daemon, async (page) => {
  await see(page, 'h3', HOSTILE);
  await see(page, '.line .said', '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>');
  await see(page, '.line .said', 'red and plain');
  await page.locator('.app', { hasText: HOSTILE }).locator('header [data-action=stop]').click();
  await see(page, 'dialog h2', HOSTILE);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('img').count(), 1); // the page's own
  assert.equal(await page.evaluate(() => window.hacked), undefined);
});

pageTest('scales, once confirmed', () => daemon, async (page) => {
  await button(page, 'scale').click();
  await page.locator('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  assert.equal((await workersOf('web')).length, 2);

  await button(page, 'scale').click();
  await page.locator('dialog input').fill('3');
  await confirm(page);
  await see(page, '.notice[data-level=good]', 'web has 3 workers now');
  await waitFor('three rows', async () => await rows(page).count() === 3);
  assert.equal((await workersOf('web')).length, 3);
});

pageTest('stops and starts, once confirmed', () => daemon, async (page) => {
  await button(page, 'stop').click();
  await see(page, 'dialog', 'Nobody is served until it is started again');
  assert.equal((await workersOf('web')).length, 3);
  await confirm(page);
  await see(page, '.notice[data-level=good]', 'Stopped web');
  await card(page).locator('.badge[data-state=stopped]').first().waitFor();
  assert.equal((await workersOf('web')).length, 0);

  await button(page, 'start').click();
  await confirm(page);
  await see(page, '.notice[data-level=good]', 'Started web');
  await waitFor('all rows', async () => await rows(page).count() === 3);
});

pageTest('restarts one worker', () => daemon, async (page) => {
  const [first] = await workersOf('web');
  await rows(page).first().locator('[data-action=restart]').click();
  await confirm(page);
  await see(page, '.notice[data-level=good]', `Restarted web worker ${first.id}`);
  await waitFor('the old one is gone', async () => (await workersOf('web')).every((one) => one.id !== first.id));
});

pageTest('who may only look sees everything, and is told why nothing is done', () => daemon, async (page) => {
  await page.locator('#log-lines .line').first().waitFor();
  const ids = async () => (await workersOf('web')).map((one) => one.id);
  const before = await ids();
  await button(page, 'reload').click();
  await confirm(page);
  await see(page, '.notice[data-level=bad][role=alert] pre', 'the role read-only may not use /reload');
  await page.locator('.notice').getByRole('button').click();
  await page.locator('.notice').waitFor({ state: 'detached' });
  assert.deepEqual(await ids(), before);
}, { credentials: readonlyCredentials, expected: /403/ });

pageTest('the log is searched, filtered, live and bounded', () => daemon, async (page) => {
  const lines = page.locator('#log-lines .line');
  const last = async () => Number((await lines.filter({ hasText: /tick \d/ }).last().innerText()).match(/tick (\d+)/)[1]);
  const seen = await last();
  await waitFor('new lines', async () => await last() > seen);

  await page.locator('#log-search').fill('RED AND');
  await page.locator('#log-lines mark', { hasText: 'red and' }).first().waitFor();
  assert.equal(await lines.filter({ hasNotText: 'red and plain' }).count(), 0);
  await page.locator('#log-search').fill('there is no such line');
  await see(page, '#log-lines .empty', 'No line matches');
  await page.locator('#log-search').fill('');

  await page.locator('#log-app').selectOption('web');
  await lines.first().waitFor();
  assert.equal(await lines.locator('.source', { hasNotText: 'web[' }).count(), 0);
  const [worker] = await workersOf('web');
  await page.locator('#log-worker').selectOption(String(worker.id));
  await page.locator('.line .source', { hasText: `web[${worker.id}]` }).first().waitFor();
  assert.equal(await lines.locator('.source', { hasNotText: `web[${worker.id}]` }).count(), 0);

  process.kill(worker.pid, 'SIGUSR2'); // 3000 lines
  await see(page, '.line .said', 'flood 3000');
  assert.ok(await lines.count() <= 1000);
});

pageTest('the log stays where it is read', () => daemon, async (page) => {
  const follow = page.locator('#log-follow');
  await page.locator('#log-lines .line').nth(30).waitFor();
  await page.locator('#log-lines').evaluate((box) => { box.scrollTop = 0; });
  await page.locator('#log-follow[aria-pressed=false]').waitFor();
  await follow.click();
  await page.locator('#log-follow[aria-pressed=true]').waitFor();
  await page.waitForFunction(() => {
    const box = document.getElementById('log-lines');
    return box.scrollTop + box.clientHeight >= box.scrollHeight - 8;
  });
});

pageTest('the log keeps following in a box that grows', () => daemon, async (page) => {
  const lines = page.locator('#log-lines .line');
  const last = async () => Number((await lines.filter({ hasText: /tick \d/ }).last().innerText()).match(/tick (\d+)/)[1]);
  await lines.nth(30).waitFor();
  await page.locator('#log-follow[aria-pressed=true]').waitFor();
  await page.locator('#log-lines').evaluate((box) => {
    box.style.flex = 'none';
    box.style.height = `${box.clientHeight + 100}px`;
  });
  const seen = await last();
  await waitFor('more lines', async () => await last() > seen + 3);
  assert.equal(await page.locator('#log-follow').getAttribute('aria-pressed'), 'true');
});

test('a job that is done is not wanted any more', async (t) => {
  const both = new Daemon({
    apps: [{ name: 'web', exec, min_uptime: 100 }, { name: 'job', exec: 'job.js', restart: 'on-failure' }],
  }, { 'job.js': 'process.exit(0);' });
  t.after(() => both.discard());
  await both.start();
  const { page, close } = await open(both.url);
  await see(page, '.app[aria-label=job] .badge', 'done');
  await see(page, '.tile strong', '1 / 1');
  assert.match(await page.title(), /^1\/1 up/);
  await close();
});
