// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { byId, make, setText } from './dom.js';
import { text } from './language.js';

const GOOD_NEWS_MS = 10_000;

function open(dialog) {
  const before = document.activeElement;
  dialog.addEventListener('close', () => {
    dialog.remove();
    before?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
}

// Whether the user agrees: false, or { number } where number (its { label, value, min, max }) was
// asked for. Escape is no.
export function confirm({ title, detail, verb, isDanger = false, number = null }) {
  return new Promise((resolve) => {
    let answer = false;
    const input = number && make('input', {
      type: 'number', id: 'dialog-number', value: number.value, min: number.min, max: number.max, step: 1,
      required: true, autofocus: true,
    });
    const field = number && make('label', { for: 'dialog-number' }, number.label, input);
    const cancel = make('button', { type: 'button', onclick: () => dialog.close() }, text('cancel'));
    const yes = make('button', { type: 'submit', class: isDanger ? 'danger' : 'primary', autofocus: number === null }, verb);
    const agree = (event) => {
      event.preventDefault();
      answer = { number: input ? input.valueAsNumber : null };
      dialog.close();
    };
    const dialog = make('dialog', { 'aria-labelledby': 'dialog-title', onclose: () => resolve(answer) },
      make('form', { onsubmit: agree }, make('h2', { id: 'dialog-title' }, title), make('p', {}, detail), field,
        make('div', { class: 'actions' }, cancel, yes)));
    open(dialog);
    input?.select();
  });
}

// keys: [[name, what it does], …]
export function showHelp(keys) {
  const rows = keys.map(([name, does]) => make('div', {}, make('dt', {}, make('kbd', {}, name)), make('dd', {}, does)));
  const dialog = make('dialog', { class: 'help', 'aria-labelledby': 'dialog-title' },
    make('h2', { id: 'dialog-title' }, text('helpTitle')), make('dl', {}, ...rows),
    make('div', { class: 'actions' },
      make('button', { type: 'button', class: 'primary', autofocus: true, onclick: () => dialog.close() }, text('close'))));
  open(dialog);
}

// Says what comes of something, from "running" to "good" or "bad". Bad news stays until it is read.
export function notice(says) {
  const message = make('p', {}, says);
  const detail = make('pre', { hidden: true, tabindex: '0' });
  const dismiss = make('button', { type: 'button', class: 'icon', 'aria-label': text('dismiss'), onclick: () => node.remove() }, '×');
  const node = make('div', { class: 'notice', 'data-level': 'running', role: 'status' }, make('div', {}, message, detail), dismiss);
  byId('notices').append(node);
  return (level, result, more = '') => {
    node.dataset.level = level;
    node.setAttribute('role', level === 'bad' ? 'alert' : 'status');
    setText(message, result);
    setText(detail, more);
    detail.hidden = more === '';
    if (level === 'good') setTimeout(() => node.remove(), GOOD_NEWS_MS);
  };
}
