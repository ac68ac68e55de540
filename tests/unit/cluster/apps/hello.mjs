import cluster from 'node:cluster';
import { createServer } from 'node:http';

const server = createServer((request, response) => response.end('hello from ESM'));
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ address: server.address(), isWorker: cluster.isWorker }));
});
