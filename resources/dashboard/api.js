// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { text } from './language.js';

// Beside the page, also behind a proxy that has put it below some path. fetch() refuses addresses
// with a password in them, which the page's own may have.
const base = new URL('.', location.href);
base.username = base.password = base.search = base.hash = '';

export function address(path, parameters = {}) {
  const url = new URL(path, base);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined) url.searchParams.set(name, value);
  }
  return url;
}

// An answer that is no result. message: what the daemon says of it. status 0: it was not reached.
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

// The daemon's words where it is the daemon that answers, a proxy's status otherwise.
export async function refusalOf(response) {
  const { error } = await response.json().catch(() => ({}));
  return new Refused(response.status, error ?? text('badAnswer', { status: response.status }));
}

async function call(method, path, parameters, signal) {
  let response;
  try {
    response = await fetch(address(path, parameters), { method, signal, cache: 'no-store' });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refused(0, text('unreachable'));
  }
  if (!response.ok) throw await refusalOf(response);
  try {
    return (await response.json()).result;
  } catch {
    throw new Refused(response.status, text('badAnswer', { status: response.status }));
  }
}

export const ask = (path, parameters, signal) => call('GET', path, parameters, signal);
export const order = (path, parameters) => call('POST', path, parameters);
