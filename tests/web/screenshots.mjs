// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// QILIN_WEB=build/web node screenshots.mjs URL DIRECTORY: pictures of the dashboard at URL, which has
// the credentials in it, for the README.
import path from 'node:path';

import { open } from './support/browser.mjs';

const [url, directory] = process.argv.slice(2);
for (const colorScheme of ['light', 'dark']) {
  const view = await open(url, { credentials: null, colorScheme, viewport: { width: 1240, height: 860 } });
  await view.page.locator('.app').first().waitFor();
  await view.page.getByRole('button', { name: '1 min', exact: true }).click();
  await view.page.locator('.plot canvas').nth(1).waitFor();
  await view.page.locator('#log-lines .line').nth(20).waitFor();
  await view.page.waitForFunction(() => [...document.querySelectorAll('.app:first-child canvas')].every((canvas) => canvas.width > 0 &&
    canvas.getContext('2d', { willReadFrequently: true }).getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean)));
  await view.page.screenshot({ path: path.join(directory, `dashboard-${colorScheme}.png`) });
  await view.close();
}
process.exit(0);
