// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { order } from './api.js';
import { confirm, notice } from './dialogs.js';
import { plain } from './format.js';
import { text } from './language.js';

const nameOf = ({ app, worker }) => {
  if (app === undefined) return text('everything');
  return worker === undefined ? app : `${app} ${text('workerN', { id: worker })}`;
};

// What one may do to a target (see selection.js; with scale it has workers, too). Each has the texts
// KIND, KINDDetail, KINDRunning and KINDDone.
const actions = {
  reload: { parameters: ({ app }) => ({ app }) },
  restart: { parameters: ({ worker }) => ({ worker }) },
  scale: {
    parameters: ({ app }, workers) => ({ app, workers }),
    number: ({ workers }) => ({ label: text('workers'), value: workers, min: 1, max: 1024 }),
  },
  stop: { parameters: ({ app }) => ({ app }), isDanger: true },
  start: { parameters: ({ app }) => ({ app }) },
};

// Asks, does it, and says what came of it.
export async function act(kind, target) {
  const { parameters, number, isDanger } = actions[kind];
  const name = nameOf(target);
  const answer = await confirm({
    title: text('actionOn', { action: text(kind), target: name }),
    detail: text(`${kind}Detail`),
    verb: text(kind),
    isDanger,
    number: number?.(target),
  });
  if (!answer) return;
  const values = { target: name, count: answer.number };
  const tell = notice(text(`${kind}Running`, values));
  try {
    await order(kind, parameters(target, answer.number));
    tell('good', text(`${kind}Done`, values));
  } catch (error) {
    tell('bad', text('failed', { action: text('actionOn', { action: text(kind), target: name }) }), plain(error.message));
  }
}
