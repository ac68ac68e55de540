// Listens only when a line comes on its standard input, and never without.
'use strict';
const http = require('http');

console.log(JSON.stringify({ waiting: true }));
process.stdin.once('data', () => {
  const server = http.createServer((request, response) => response.end('late'));
  server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ address: server.address() })));
});
