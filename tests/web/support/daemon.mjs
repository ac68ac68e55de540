// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, openSync, closeSync } from 'node:fs';
import http from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const PATIENCE_MS = Number(process.env.P ?? 60_000);
export const credentials = { username: 'user', password: 'password' };
export const readonlyCredentials = { username: 'guest', password: 'look' };

export async function waitFor(what, fact) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await fact();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

// Below those that the kernel lends, and above those of the other tests (tests/support/ports.cpp).
export async function freePort() {
  for (;;) {
    const port = 32_000 + Math.floor(Math.random() * 768);
    const probe = createServer();
    const isFree = await new Promise((resolve) => {
      probe.on('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

// A daemon in a directory of its own, with a control port and a password.
export class Daemon {
  #process = null;

  // files: { name: text } beside the configuration; config: as in qilin-daemon.json.
  constructor(config, files = {}) {
    this.directory = mkdtempSync(path.join(tmpdir(), 'qilin-web-'));
    this.port = 0;
    this.config = {
      ...config,
      daemon_port: 0,
      auth_username: credentials.username,
      auth_password: credentials.password,
      readonly_username: readonlyCredentials.username,
      readonly_password: readonlyCredentials.password,
      control_socket: this.file('control.sock'),
    };
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  file(name) {
    return path.join(this.directory, name);
  }

  write(name, text) {
    writeFileSync(this.file(name), text);
  }

  get url() {
    return `${this.config.tls_key ? 'https' : 'http'}://127.0.0.1:${this.port}/`;
  }

  get pid() {
    return this.#process.pid;
  }

  log() {
    return readFileSync(this.file('log'), 'utf8');
  }

  // Again at the same port, when it has been there before.
  async start() {
    this.port ||= await freePort();
    this.write('qilin-daemon.json', JSON.stringify({ ...this.config, daemon_port: this.port }));
    const log = openSync(this.file('log'), 'w');
    // It must not outlive the test, however that ends.
    const command = ['--pdeathsig', 'KILL', process.env.QILIN_DAEMON, '--headless', this.file('qilin-daemon.json')];
    this.#process = spawn('setpriv', command, {
      stdio: ['ignore', log, log], env: { ...process.env, NODE_ENV: '', NODE_OPTIONS: '' },
    });
    closeSync(log);
    await waitFor('the daemon is up', () => {
      if (this.#process.exitCode !== null) throw new Error(`the daemon has ended:\n${this.log()}`);
      return /\(daemon_port: (\d+)\)/.exec(this.log())?.[1];
    });
    return this;
  }

  // How: a signal; SIGTERM ends it gracefully.
  async end(how = 'SIGTERM') {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.kill(how);
    let isLate = false;
    const deadline = setTimeout(() => {
      isLate = true;
      this.#process.kill('SIGKILL');
    }, PATIENCE_MS);
    await gone;
    clearTimeout(deadline);
    if (isLate) throw new Error(`the daemon did not end by ${how}:\n${this.log()}`);
  }

  signal(name) {
    this.#process.kill(name);
  }

  async discard() {
    this.#process.kill('SIGCONT');
    await this.end();
    rmSync(this.directory, { recursive: true, force: true });
  }

  // By the control socket, so past the page.
  async info() {
    const { body } = await ask({ socketPath: this.file('control.sock'), path: '/info' });
    return JSON.parse(body).result;
  }
}

export function ask(options) {
  return new Promise((resolve, reject) => {
    const request = http.request({ timeout: PATIENCE_MS, agent: false, ...options }, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('end', () => resolve({
        status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces).toString(),
      }));
    });
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.end();
  });
}
