// load.cjs PORT CONNECTIONS: each keeps its connection as long as the server does and asks without a
// pause, until a line comes on standard input. A request that was sent and got no answer is a failure;
// a connection that ends between two requests is none. Prints {answers, failures, servers}.
'use strict';
const net = require('net');

const [port, connections] = process.argv.slice(2).map(Number);
const request = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';
const result = { answers: 0, failures: 0, servers: {} };
let running = connections;
let stopping = false;

function connect() {
  const socket = net.connect(port, '127.0.0.1');
  let received = '';
  let waiting = false;
  const ask = () => {
    if (stopping) return socket.destroy();
    waiting = true;
    socket.write(request);
  };
  socket.on('connect', ask);
  socket.on('data', (bytes) => {
    received += bytes;
    const head = received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1]);
    if (received.length < head + 4 + length) return;
    const server = received.slice(head + 4, head + 4 + length);
    const isLast = /connection: close/i.test(received.slice(0, head));
    received = '';
    waiting = false;
    ++result.answers;
    result.servers[server] = (result.servers[server] || 0) + 1;
    if (isLast) socket.destroy();
    else ask();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    if (waiting) ++result.failures;
    if (!stopping) return setImmediate(connect);
    if (--running === 0) console.log(JSON.stringify(result));
  });
}

for (let i = 0; i < connections; ++i) connect();
process.stdin.once('data', () => {
  stopping = true;
  process.stdin.destroy();
});
