// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// The page as such: who gets it, how it looks on which screen, and in which language.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { open, pageTest, see } from './support/browser.mjs';
import { ask, Daemon, waitFor } from './support/daemon.mjs';

const SOURCES = process.env.QILIN_DASHBOARD;
const exec = fileURLToPath(new URL('apps/prints.js', import.meta.url));
let daemon;
before(async () => {
  daemon = await new Daemon({
    apps: [{ name: 'web', exec, workers: 2, min_uptime: 100 }, { name: `a-${'very-'.repeat(12)}long-name`, exec, min_uptime: 100 }],
  }).start();
});
after(() => daemon.discard());

test('nothing is given without credentials, to another host or to another site', async () => {
  const page = await ask({ port: daemon.port, path: '/', auth: 'user:password' });
  assert.equal(page.status, 200);
  const assets = [...page.body.matchAll(/assets\/[\w.-]+/g)].map(([name]) => `/${name}`);
  assert.ok(assets.length > 20);
  for (const file of ['/', ...new Set(assets)]) {
    const request = { port: daemon.port, path: file };
    assert.equal((await ask(request)).status, 401, file);
    const auth = 'user:password';
    assert.equal((await ask({ ...request, auth })).status, 200, file);
    assert.equal((await ask({ ...request, auth, headers: { Host: 'evil.example' } })).status, 421, file);
    assert.equal((await ask({ ...request, auth, headers: { 'Sec-Fetch-Site': 'cross-site' } })).status, 403, file);
  }
});

test('a browser without credentials gets 401', async () => {
  await assert.rejects(open(daemon.url, { credentials: null }), /INVALID_AUTH_CREDENTIALS/);
  const view = await open(daemon.url, { credentials: { username: 'user', password: 'guess' }, expected: /401/ });
  assert.equal(view.answer.status(), 401);
  assert.equal(await view.page.locator('main').count(), 0);
  await view.close();
});

pageTest('shows applications and workers', () => daemon, async (page) => {
  await see(page, 'h3', 'web');
  await page.locator('.app[aria-label=web] .workers .badge[data-state=up]').nth(1).waitFor();
  await see(page, '#link', 'live');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
});

test('credentials in the address work, too', async () => {
  const view = await open(daemon.url.replace('//', '//user:password@'), { credentials: null });
  await see(view.page, 'h3', 'web');
  await view.page.locator('html[data-link=live]').waitFor();
  await view.close();
});

pageTest('graphs of a new page are not empty', () => daemon, async (page) => {
  // A page asks for no past of workers that have none.
  await waitFor('workers with a past', async () => (await daemon.info()).workers.every(({ uptime }) => uptime > 2));
  // Ten minutes that the daemon has not lived: what is drawn of them comes from /history alone.
  await page.route('**/history?*', (route) => {
    const samples = Array.from({ length: 600 }, (_, age) => [Date.now() - age * 1000, 90, 900]).reverse();
    return route.fulfill({ json: { error: null, result: { interval_ms: 1000, samples } } });
  });
  await page.reload();
  const isDrawn = (canvas) => {
    const older = canvas.getContext('2d').getImageData(0, 0, canvas.width / 2, canvas.height).data;
    return older.filter((byte, index) => index % 4 === 3 && byte > 0).length > older.length / 4 / 3;
  };
  await page.locator('.plot[aria-label*="900 MB"]').waitFor();
  for (const selector of ['.plot canvas', '.workers .memory canvas', '.tile canvas']) {
    const canvas = await page.locator(selector).last().elementHandle();
    await page.waitForFunction(isDrawn, canvas);
  }
}, { expected: /willReadFrequently/ });

test('graphs go by the daemon’s clock, whatever the reader’s says', async () => {
  const { page, close } = await open(daemon.url, { expected: /willReadFrequently/ });
  await page.addInitScript(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 300_000;
  });
  await page.reload();
  await page.locator('html[data-link=live]').waitFor();
  await page.evaluate(async () => {
    const { Chart } = await import('/assets/chart.js');
    const { show } = Chart.prototype;
    window.shown = [];
    Chart.prototype.show = function (samples, view) {
      window.shown.push(samples.map(([time]) => time));
      show.call(this, samples, view);
    };
  });
  await page.waitForFunction(() => window.shown.length > 6);
  const times = await page.evaluate(() => window.shown.at(-1));
  assert.deepEqual(times, [...times].sort((one, other) => one - other));

  const ages = await page.evaluate(async () => {
    const { now, Samples, setClock } = await import('/assets/samples.js');
    const samples = new Samples(() => {});
    for (const ahead of [0, -300_000]) {
      setClock({ samples: [[Date.now() + ahead]] });
      samples.tick([['one', null, 1, 1]]);
    }
    return samples.of('one').map(([time]) => time - now());
  });
  assert.equal(ages.length, 1);
  assert.ok(Math.abs(ages[0]) < 60_000, String(ages[0]));
  await close();
});

test('HTTPS', async () => {
  const secure = new Daemon({ name: 'web', exec, min_uptime: 100, tls_certificate: 'tls.crt', tls_key: 'tls.key' });
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=localhost', '-keyout', secure.file('tls.key'), '-out', secure.file('tls.crt')], { stdio: 'ignore' });
  await secure.start();
  const view = await open(secure.url, { ignoreHTTPSErrors: true });
  await view.page.locator('html[data-link=live]').waitFor();
  await see(view.page, 'h3', 'web');
  await view.page.locator('.line', { hasText: 'tick 2' }).first().waitFor();
  await view.close();
  await secure.discard();
});

test('no frame around it, even of its own origin', async () => {
  const view = await open(daemon.url, { expected: /frame-ancestors|X-Frame-Options|refused to (display|connect)|Framing/i });
  await view.page.route('**/frame', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<iframe src="/" width=600 height=400></iframe>' }));
  const refused = view.page.waitForEvent('requestfailed', (request) => request.url() === daemon.url);
  await view.page.goto(`${daemon.url}frame`);
  assert.match((await refused).failure().errorText, /BLOCKED_BY_(RESPONSE|CSP)/);
  assert.equal(await view.page.frames()[1].locator('.app').count(), 0);
  await view.close();
});

for (const locale of ['en-US', 'ja-JP']) {
  pageTest(`fits a phone of 360 pixels, ${locale}`, () => daemon, async (page) => {
    await page.locator('.workers tbody').nth(2).waitFor();
    await page.getByRole('button', { name: /#|worker|ワーカー/ }).first().waitFor();
    const wide = () => [...document.querySelectorAll('body *')]
      .filter((node) => node.getBoundingClientRect().right > 360.5 && node.closest('.unseen, .skip, #log-lines, pre') === null)
      .map((node) => `${node.tagName} ${node.className} ${node.getBoundingClientRect().right}`);
    assert.deepEqual(await page.evaluate(wide), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 360);
    if (locale === 'en-US') assert.ok((await page.locator('.bar').boundingBox()).height < 60);
    await page.locator('.app button[data-action=stop]').first().click();
    await page.locator('dialog').waitFor();
    assert.deepEqual(await page.evaluate(wide), []);
  }, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale });
}

pageTest('rows of workers fit their card, however wide the window is', () => daemon, async (page) => {
  await page.locator('.workers tbody').nth(2).waitFor();
  for (const width of [1720, 1440, 1240, 1180, 1000, 820, 640, 480, 360]) {
    await page.setViewportSize({ width, height: 800 });
    const cut = await page.evaluate(() => [...document.querySelectorAll('.workers td, .app header button')]
      .filter((node) => node.getBoundingClientRect().right > node.closest('.app').getBoundingClientRect().right)
      .map((node) => node.className));
    assert.deepEqual(cut, [], String(width));
  }
});

pageTest('follows light and dark', () => daemon, async (page) => {
  const brightness = () => page.evaluate(() => {
    const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
    return (red + green + blue) / 3;
  });
  assert.ok(await brightness() > 200);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction(() => matchMedia('(prefers-color-scheme: dark)').matches);
  assert.ok(await brightness() < 60);
});

pageTest('moves nothing for who wants that', () => daemon, async (page) => {
  const moving = await page.evaluate(() => document.getAnimations().length);
  assert.equal(moving, 0);
  assert.equal(await page.locator('main').evaluate((node) => getComputedStyle(node).transitionDuration), '0s');
}, { reducedMotion: 'reduce' });

pageTest('speaks Japanese', () => daemon, async (page) => {
  assert.equal(await page.locator('html').getAttribute('lang'), 'ja');
  await see(page, 'h2', 'アプリケーション');
  await see(page, '.badge', '稼働中');
  await page.locator('.app[aria-label=web]').getByRole('button', { name: '停止: web' }).click();
  await see(page, 'dialog', '再び開始するまで');
}, { locale: 'ja-JP' });

test('both languages have the same texts, and the page uses each', async () => {
  const view = await open(daemon.url);
  const [english, japanese] = await view.page.evaluate(async () =>
    [(await import('/assets/texts-en.js')).default, (await import('/assets/texts-ja.js')).default]);
  await view.close();
  assert.deepEqual(Object.keys(japanese), Object.keys(english));
  const holes = (says) => [...says.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
  for (const key of Object.keys(english)) {
    assert.ok(english[key] !== '' && japanese[key] !== '', key);
    assert.deepEqual(holes(japanese[key]), holes(english[key]), key);
  }
  const sources = readdirSync(SOURCES).filter((name) => /^(?!texts-).*\.(js|html)$/.test(name))
    .map((name) => readFileSync(path.join(SOURCES, name), 'utf8')).join('\n');
  const words = new Set(sources.match(/\w+/g));
  const built = /^(state|reason|link)_|^range\d|(Detail|Running|Done|One|Many)$/; // key of a value
  for (const key of Object.keys(english)) assert.ok(words.has(key) || built.test(key), `nothing says ${key}`);
  const said = [...sources.matchAll(/(?:\btext\('|data-(?:text|label|placeholder)=")(\w+)/g)].map(([, key]) => key);
  for (const key of said) assert.ok(key in english || `${key}One` in english, `no text ${key}`);
});
