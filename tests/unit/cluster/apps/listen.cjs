// Listens on each of the arguments, options of listen() in JSON, and prints what became of it.
'use strict';
const cluster = require('cluster');
const http = require('http');

const say = (fact) => console.log(JSON.stringify(fact));
say({ id: cluster.worker ? cluster.worker.id : null, isWorker: cluster.isWorker });

process.argv.slice(2).forEach((text, at) => {
  const options = JSON.parse(text);
  const server = http.createServer((request, response) => response.end(`${process.pid} ${at}`));
  server.on('error', (error) => say({ error: error.code, syscall: error.syscall, at }));
  server.listen(options, () => say({ address: server.address(), at }));
});
