// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import english from './texts-en.js';
import japanese from './texts-ja.js';

const tables = { en: english, ja: japanese };

// The first of the browser's languages that there is a table for.
export const language = (navigator.languages ?? [navigator.language])
  .map((tag) => tag.toLowerCase().split('-')[0])
  .find((tag) => tag in tables) ?? 'en';

// The text of that key, with {name} replaced by values.name.
export function text(key, values = {}) {
  const pattern = tables[language][key];
  if (pattern === undefined) throw new Error(`no text ${key}`);
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

// A text that says how many: KEYOne for 1, KEYMany for the rest.
export const count = (key, number) =>
  text(number === 1 ? `${key}One` : `${key}Many`, { count: number.toLocaleString(language) });

// A state's name in the reader's language; one that is not known yet as it is.
export const stateText = (state) => tables[language][`state_${state}`] ?? state;

// Why a reload was made, in the same way.
export const reasonText = (reason) => tables[language][`reason_${reason}`] ?? reason;

// Fills in what the page itself says, by its attributes.
export function translatePage() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll('[data-text]')) node.textContent = text(node.dataset.text);
  for (const node of document.querySelectorAll('[data-label]'))
    node.setAttribute('aria-label', text(node.dataset.label));
  for (const node of document.querySelectorAll('[data-placeholder]'))
    node.placeholder = text(node.dataset.placeholder);
}
