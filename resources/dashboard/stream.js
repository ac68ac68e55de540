// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { address, refusalOf } from './api.js';

// The daemon's server-sent events, read with fetch(): EventSource tells neither why a daemon
// refuses it (wrong password, too many clients) nor can it ask for what happened before it came.

// Takes text in pieces and gives whole events: { event, id, data }.
export class EventParser {
  #rest = '';

  *feed(piece) {
    this.#rest += piece;
    let end;
    while ((end = this.#rest.indexOf('\n\n')) >= 0) {
      const block = this.#rest.slice(0, end);
      this.#rest = this.#rest.slice(end + 2);
      const event = { event: '', id: '', data: '' };
      for (const line of block.split('\n')) {
        const colon = line.indexOf(': ');
        if (colon > 0) event[line.slice(0, colon)] = line.slice(colon + 2);
      }
      yield event;
    }
  }
}

// Until signal aborts, the daemon ends it (returns), or the connection fails (throws).
// onPiece: something came, if only a sign of life.
export async function readEvents({ parameters, after, signal, onOpen, onPiece, onEvent }) {
  const headers = after ? { 'Last-Event-ID': after } : {};
  const response = await fetch(address('events', parameters), { headers, signal, cache: 'no-store' });
  if (!response.ok) throw await refusalOf(response);
  onOpen?.();
  const parser = new EventParser();
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onPiece?.();
    for (const event of parser.feed(decoder.decode(value, { stream: true }))) onEvent(event);
  }
}
