// SPDX-FileCopyrightText: 2026 The qilin-daemon authors
// SPDX-License-Identifier: MIT

// Loaded before a Node worker's own code (NODE_OPTIONS=--require). It lets the worker leave without
// failing a request: on the parent's message "drain" servers stop accepting, clients are told to go
// with the answer to their request, and whoever is left at the deadline is ended.
// Until then it costs nothing per request. In any other process (a program's children inherit
// NODE_OPTIONS) it does nothing.
'use strict';

const cluster = require('cluster');

if (cluster.isWorker && cluster.worker && process.connected) install();

function install() {
  const net = require('net');
  // Taken now: an application may put its own in place of these.
  const { setTimeout, WeakRef } = globalThis;
  const { listen, close } = net.Server.prototype;
  const { send, _getActiveHandles: activeHandles } = process;

  // A connection without a word may be dropped: browsers open such in advance. But a request may just
  // be on its way, so it gets this long.
  const SILENT_GRACE_MS = 1500;
  // From the end of our side to the end of the connection, at the deadline.
  const FAREWELL_MS = 250;
  // A WebSocket close frame, 1001: going away (RFC 6455).
  const GOING_AWAY = Buffer.from([0x88, 0x02, 0x03, 0xe9]);

  const known = new WeakSet(); // servers
  let servers = []; // WeakRefs of the same
  const secure = new Set(); // TLS sockets: only their raw ones are among the active handles
  const sessions = new Set(); // HTTP/2
  let draining = false;
  let drained = false;

  const tell = (act) => {
    if (process.connected) send.call(process, { cmd: 'NODE_QILIN', act }, () => {});
  };

  // Node tells of it only when the last connection has ended, and until then nobody accepts.
  const { disconnect } = cluster.Worker.prototype;
  cluster.Worker.prototype.disconnect = function (...args) {
    if (!draining) tell('going');
    return disconnect.apply(this, args);
  };

  net.Server.prototype.listen = function (...args) {
    if (!known.has(this)) remember(this);
    return listen.apply(this, args);
  };

  function remember(server) {
    known.add(server);
    servers = servers.filter((ref) => ref.deref());
    servers.push(new WeakRef(server));
    // One event a TLS connection or HTTP/2 session, none a request.
    if (isSecure(server)) server.on('secureConnection', (socket) => collect(secure, socket));
    if (typeof server.updateSettings === 'function')
      server.on('session', (session) => collect(sessions, session));
    if (draining) server.on('listening', () => close.call(server));
  }

  function collect(set, item) {
    set.add(item);
    item.once('close', () => set.delete(item));
  }

  const isSecure = (server) => typeof server.setSecureContext === 'function';
  const isHttp = (server) => server.listenerCount('request') > 0;
  const isSilent = (socket) => socket.bytesRead === 0 && socket.bytesWritten === 0;
  // Open to new connections, or closed and waiting for its last one to end.
  const openServers = () =>
    servers.map((ref) => ref.deref()).filter((server) => server && (server._handle || server._connections > 0));

  // What our servers accepted and still lives. A TLS connection is two sockets: the raw one is named
  // only before its handshake, when the other does not exist, or if all are wanted.
  function sockets(withRaw = false) {
    const found = new Set(secure);
    for (const handle of activeHandles.call(process)) {
      if (!(handle instanceof net.Socket) || !known.has(handle.server)) continue;
      if (withRaw || !isSecure(handle.server) || isSilent(handle)) found.add(handle);
    }
    return found;
  }

  function drain(deadline) {
    draining = true;
    sayClose();
    for (const server of openServers()) {
      server.once('close', check);
      // With net's own close(): that of http would cut off idle connections, and on one of them the
      // next request is already under way.
      if (server._handle) close.call(server);
    }
    // GOAWAY: streams begun end well, and a client knows which of its requests to send elsewhere.
    for (const session of sessions) session.close();
    tell('stopped');
    setTimeout(endSilent, SILENT_GRACE_MS).unref();
    setTimeout(endAll, deadline).unref();
    check();
  }

  // A client that is told "Connection: close" sends its next request elsewhere, and loses none.
  function sayClose() {
    require('diagnostics_channel')
      .channel('http.server.request.start')
      .subscribe(({ response }) => {
        response.shouldKeepAlive = false;
      });
    for (const { _httpMessage: response } of sockets())
      if (response && !response.headersSent) response.shouldKeepAlive = false;
  }

  function endSilent() {
    for (const socket of sockets()) if (isHttp(socket.server) && isSilent(socket)) socket.destroy();
  }

  function endAll() {
    const left = sockets();
    for (const session of sessions) session.destroy();
    for (const socket of left) {
      if (isWebSocket(socket)) {
        socket.on('error', () => {}); // its client may have gone without our knowing
        socket.write(GOING_AWAY);
      }
      socket.end();
    }
    setTimeout(() => {
      for (const socket of sockets(true)) socket.destroy();
    }, FAREWELL_MS).unref();
  }

  // It has talked, and HTTP has let go of it: it was upgraded. Not so if it may be a tunnel (CONNECT),
  // in which we have no say.
  function isWebSocket(socket) {
    const { server } = socket;
    return socket.writable && !socket.parser && !isSilent(socket) && isHttp(server) &&
      server.listenerCount('upgrade') > 0 && server.listenerCount('connect') === 0;
  }

  function check() {
    if (drained || openServers().length > 0) return;
    drained = true;
    tell('drained');
  }

  process.on('internalMessage', (message) => {
    if (message && message.cmd === 'NODE_QILIN' && message.act === 'drain' && !draining)
      drain(Number(message.deadline_ms) || 0);
  });
  tell('hello');
}
