const version = '1';

// Serves, until it is asked for /spin: when that is answered it never does anything else again.
const http = require('http');
http.createServer((request, response) => {
  if (request.url === '/spin') return response.end('spins\n', () => { for (;;); });
  response.end(`${version} ${process.pid}\n`);
}).listen(Number(process.env.PORT || 3000));
