// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, test } from 'node:test';

import { credentials, PATIENCE_MS } from './daemon.mjs';

const NOT_HERE = 77; // what ctest takes for a skip; never with CI=true

function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const places = process.env.PATH.split(path.delimiter);
  return names.flatMap((name) => places.map((place) => path.join(place, name))).find(existsSync);
}

function load() {
  const executable = findChromium();
  const library = path.join(process.env.QILIN_WEB ?? '', 'node_modules', 'playwright-core');
  if (executable && existsSync(library)) return { executable, ...createRequire(import.meta.url)(library) };
  console.log(executable ? 'playwright-core is not there: ./dev test installs it' : 'chromium is not installed');
  process.exit(process.env.CI === 'true' ? 1 : NOT_HERE);
}

const { chromium, executable } = load();
const isRoot = process.getuid?.() === 0;
const browser = await chromium.launch({ executablePath: executable, args: isRoot ? ['--no-sandbox'] : [] });
after(() => browser.close());

// A page of its own in the browser. It fails the test for whatever the browser complains of:
// errors of scripts, breaches of the Content-Security-Policy, answers that are errors.
//   expected: complaints that belong to what is tested
export async function open(url, { expected = null, credentials: given = credentials, ...options } = {}) {
  const context = await browser.newContext({ httpCredentials: given ?? undefined, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints = [];
  const complain = (text) => {
    if (!expected?.test(text)) complaints.push(text);
  };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complain(message.text());
  });
  page.on('pageerror', (error) => complain(error.stack));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => console.error(`breach of ${event.violatedDirective}`));
  });
  const answer = await page.goto(url);
  return {
    page,
    answer,
    async close() {
      await context.close();
      assert.deepEqual(complaints, []);
    },
  };
}

// A test with a page of its own that is up to date when it begins.
export function pageTest(name, daemon, work, options = {}) {
  test(name, { timeout: 4 * PATIENCE_MS }, async () => {
    const view = await open(daemon().url, options);
    try {
      await view.page.locator('html[data-link=live]').waitFor();
      await view.page.locator('.app').first().waitFor();
      await work(view.page);
    } catch (error) {
      console.log(await view.page.locator('body').innerText().catch(() => ''));
      throw error;
    }
    await view.close();
  });
}

export const see = (page, selector, text) => page.locator(selector, { hasText: text }).first().waitFor();
