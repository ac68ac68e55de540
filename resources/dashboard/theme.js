// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// Colours for what is drawn on a canvas: those of the style sheet, which follow the system's
// light or dark mode.
const known = new Map();
const listeners = [];

export function colour(name) {
  if (!known.has(name)) {
    const style = getComputedStyle(document.documentElement);
    known.set(name, style.getPropertyValue(`--${name}`).trim());
  }
  return known.get(name);
}

export const onThemeChange = (listener) => listeners.push(listener);

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  known.clear();
  for (const listener of listeners) listener();
});
