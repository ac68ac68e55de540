// Has children that inherit NODE_OPTIONS, a thread, and functions of its own in place of Node's.
'use strict';
const { fork, execFileSync } = require('child_process');
const http = require('http');
const { Worker } = require('worker_threads');

if (process.argv[2] === 'child') {
  process.send({ isWorker: require('cluster').isWorker });
  process.once('message', () => process.exit(0));
} else {
  globalThis.setTimeout = () => { throw new Error('not for others'); };
  const send = process.send;
  process.send = function (message, ...rest) {
    if (message.cmd === 'NODE_QILIN') throw new Error('not for others');
    return send.call(process, message, ...rest);
  };
  const server = http.createServer((request, response) => response.end('here'));
  server.listen(0, '127.0.0.1', () => {
    const child = fork(__filename, ['child']);
    child.once('message', (message) => {
      child.send('go');
      child.once('exit', (code) => {
        const output = execFileSync(process.execPath, ['-p', '1 + 1']).toString().trim();
        const thread = new Worker('require("worker_threads").parentPort.postMessage("thread")', { eval: true });
        thread.once('message', (said) =>
          console.log(JSON.stringify({ port: server.address().port, child: message.isWorker, code, output, said })));
      });
    });
  });
}
