// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// node dashboard.mjs URL RUNS: opens the dashboard as somebody new, and prints as JSON, for each run,
// the bytes that came over the wire (headers too) and when the first workers were painted (ms). The
// credentials stand in URL: given to playwright, it would stop each request on its way.
import { createRequire } from 'node:module';

const [url, runs] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(`${process.env.QILIN_WEB}/node_modules/playwright-core`);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: process.getuid() === 0 ? ['--no-sandbox'] : [],
});

async function open() {
  const context = await browser.newContext();
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  const files = new Set(); // ids of requests for the page and its assets
  let bytes = 0; // of them
  let data = 0; // of answers of the API, as far as they came in this time
  await network.send('Network.enable');
  network.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (new URL(request.url).pathname.match(/^\/($|assets\/)/)) files.add(requestId);
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (files.has(requestId)) bytes += encodedDataLength;
  });
  network.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (!files.has(requestId)) data += encodedDataLength;
  });
  await page.goto(url);
  await page.waitForFunction(() => performance.getEntriesByName('useful').length > 0);
  await page.waitForFunction(() => document.querySelectorAll('.plot canvas').length === 2);
  await page.waitForLoadState('load');
  const paint = await page.evaluate(() => performance.getEntriesByName('useful')[0].startTime);
  await context.close();
  return { bytes, data, paint };
}

await open(); // the browser itself warms up
const results = [];
for (let run = 0; run < Number(runs); ++run) results.push(await open());
await browser.close();
console.log(JSON.stringify(results));
