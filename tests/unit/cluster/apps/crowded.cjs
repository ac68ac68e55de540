// Holds every request until its client goes, and takes one connection at a time.
'use strict';
const http = require('http');

const server = http.createServer((request, response) => {
  response.write(String(process.pid));
});
server.maxConnections = 1;
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
