const version = '1';

// What the application sees of Node's cluster API, as JSON; /send and /disconnect use it.
const cluster = require('cluster');
const http = require('http');
http.createServer((request, response) => {
  const worker = cluster.worker;
  if (request.url === '/send') {
    process.send({ hello: 'daemon' }, (error) => response.end(JSON.stringify({ sent: !error })));
  } else if (request.url === '/disconnect') {
    response.end(JSON.stringify({ version, pid: process.pid }));
    response.on('finish', () => worker.disconnect());
  } else {
    response.end(JSON.stringify({
      version, pid: process.pid, isWorker: cluster.isWorker, id: worker && worker.id,
      connected: Boolean(process.connected), env: 'NODE_UNIQUE_ID' in process.env,
    }));
  }
}).listen(Number(process.env.PORT || 3000));
