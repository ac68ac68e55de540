const version = '1';

// An ECMAScript module with a top-level await before it listens.
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

await pause(50);
createServer((request, response) => response.end(`${version} ${process.pid}\n`))
  .listen(Number(process.env.PORT || 3000));
