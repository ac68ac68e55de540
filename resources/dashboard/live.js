// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { Refused } from './api.js';
import { text } from './language.js';
import { readEvents } from './stream.js';

// A status comes each second: three that are missing mean that nobody is there any more.
const SILENCE_MS = 3500;
// Until it answers at all; one who guesses passwords waits for several seconds.
const ANSWER_MS = 10_000;
const RETRY_MS = [300, 600, 1200, 2400, 4000];
// A page that nobody looks at takes one of the six connections that a browser has for a daemon.
const HIDDEN_MS = 60_000;

// Follows the daemon for as long as the page lives, and comes back by itself.
//   onLink(link, says): "live", "lost" (says: a sentence) or "paused" (the page is hidden)
//   onRun(run): connected; run names this run of the daemon in the ids of its events
//   onEvent(event): { event, id, data }, data being the parsed value
export function follow({ onLink, onRun, onEvent }) {
  let failures = 0;
  let abort = null; // of the connection that is there
  let silence = 0; // timers
  let hidden = 0;
  let isPaused = false;
  let resume = () => {};

  const listen = (limit = SILENCE_MS) => {
    clearTimeout(silence);
    silence = setTimeout(() => abort.abort(new Refused(0, text('silent'))), limit);
  };
  const take = (event) => {
    if (event.event === '') {
      if (event.id === '') return;
      failures = 0;
      onLink('live', '');
      onRun(event.id.slice(0, event.id.lastIndexOf('-')));
      return;
    }
    onEvent({ ...event, data: JSON.parse(event.data) });
  };

  // Until it is lost; why.
  const connect = async () => {
    abort = new AbortController();
    listen(ANSWER_MS);
    try {
      await readEvents({ signal: abort.signal, onOpen: () => listen(), onPiece: () => listen(), onEvent: take });
      return new Refused(0, text('ended'));
    } catch (error) {
      const cause = abort.signal.aborted ? abort.signal.reason : error;
      return cause instanceof Refused ? cause : new Refused(0, text('unreachable'));
    } finally {
      clearTimeout(silence);
      abort.abort();
    }
  };

  document.addEventListener('visibilitychange', () => {
    clearTimeout(hidden);
    if (document.hidden) {
      hidden = setTimeout(() => {
        isPaused = true;
        abort?.abort();
      }, HIDDEN_MS);
    } else {
      isPaused = false;
      resume();
    }
  });
  addEventListener('online', () => resume());

  const run = async () => {
    for (;;) {
      if (isPaused) {
        onLink('paused', '');
        await new Promise((resolve) => (resume = resolve));
        continue;
      }
      const { status, message } = await connect();
      if (isPaused) continue;
      // The same password again would be a guess; the daemon counts them.
      const isRefused = status === 401;
      onLink('lost', text(isRefused ? 'refused' : 'lost', { reason: message }));
      const pause = RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)];
      await new Promise((resolve) => {
        resume = resolve;
        if (!isRefused) setTimeout(resolve, pause);
      });
    }
  };
  run();
}

// What has happened in this run of the daemon, as far back as it remembers: reloads and workers.
export async function pastEvents(run) {
  const abort = new AbortController();
  const past = [];
  let isWhole = false;
  try {
    await readEvents({
      parameters: { only: 'reload,worker' },
      after: `${run}-0`,
      signal: abort.signal,
      onEvent: (event) => {
        if (isWhole) return;
        if (event.event !== '') past.push({ ...event, data: JSON.parse(event.data) });
        else if (event.id !== '') isWhole = true; // what follows is new, and comes by follow()
        if (isWhole) abort.abort();
      },
    });
  } catch (error) {
    if (!isWhole) throw error;
  }
  return past;
}
