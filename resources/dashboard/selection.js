// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// What the graphs, the keys and the filters are about: everything ({}), an application ({ app }),
// or one worker of it ({ app, worker }).
let current = {};
let order = [{}]; // as on the page
const listeners = [];

const same = (one, other) => one.app === other.app && one.worker === other.worker;

export const selected = () => current;
export const isSelected = (target) => same(current, target);
export const onSelect = (listener) => listeners.push(listener);

export function select(target) {
  if (same(current, target)) return;
  current = target;
  for (const listener of listeners) listener(current);
}

// steps: 1 down, -1 up.
export function move(steps) {
  const at = order.findIndex((target) => same(target, current));
  select(order[Math.min(Math.max(at + steps, 0), order.length - 1)]);
}

// What there is to select. A worker that is gone gives way to its application.
export function offer(status) {
  order = [{}];
  for (const { name } of status.apps) {
    order.push({ app: name });
    for (const worker of status.workers)
      if (worker.app === name) order.push({ app: name, worker: worker.id });
  }
  if (order.some((target) => same(target, current))) return;
  const app = { app: current.app };
  select(order.some((target) => same(target, app)) ? app : {});
}
