// Serves until it is told how to leave.
'use strict';
const cluster = require('cluster');
const http = require('http');

const ways = {
  'process.disconnect': () => process.disconnect(),
  'worker.disconnect': () => cluster.worker.disconnect(),
  'worker.kill': () => cluster.worker.kill(),
  'send and exit': () => {
    process.send({ large: 'x'.repeat(1 << 20) });
    process.exit(7);
  },
  crash: () => {
    throw new Error('on purpose');
  },
};
process.stdin.once('data', (line) => {
  process.stdin.destroy(); // it would keep the process alive
  ways[line.toString().trim()]();
});
const server = http.createServer((request, response) => response.end('here'));
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ address: server.address() })));
